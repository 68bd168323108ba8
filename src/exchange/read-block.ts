import { isHash } from '../assets/model.ts'
import { AppError } from '../errors.ts'
import { cleanCode, cleanText, toLine, type TextProblem } from '../text/clean.ts'
import type { Block, HyphenDoubt } from '../text/pagetext/model.ts'
import { isChoice, kindsOf } from './choices.ts'
import type { Fault } from './faults.ts'
import { readSeams } from './seams.ts'

export type Fields = ReadonlyMap<string, string>

const FIELD = /^block\.([1-9]\d{0,5})\.(kind|text|level|lines|doubts|file|asset|seams)$/
const LONGEST_FILE_NAME = 300

/** The blocks of a form, their texts cleaned or kept as they are with what is wrong. Throws `invalid` for a form not of ours. */
export function readBlocks(fields: Fields): { blocks: Block[]; faults: Fault[] } {
  const named = [...fields.keys()].filter((name) => name.startsWith('block.'))
  const count = named.filter((name) => name.endsWith('.text')).length
  const strange = named.find((name) => Number(FIELD.exec(name)?.[1] ?? Infinity) > count)
  if (count === 0 || strange !== undefined) throw new AppError('invalid', { field: strange?.slice(0, 40) ?? 'block' })
  const faults: Fault[] = []
  const blocks = Array.from({ length: count }, (_, at) => readBlock(fields, at, faults))
  return { blocks, faults }
}

/** What of an unusable text can be shown and sent again: damaged places stay visible, signs that nobody can see go. */
export function shownAs(text: string, problem: TextProblem): string {
  return problem === 'too_long' || problem === 'wrong_encoding' ? text : text.toWellFormed().replace(UNSEEN, '').replace(/(\p{M}{30})\p{M}+/gu, '$1')
}

// eslint-disable-next-line no-control-regex -- these are what nobody sees
const UNSEEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\p{Noncharacter_Code_Point}]/gu

/** The doubts of a block as its hidden field carries them. */
export function writeDoubts(doubts: readonly HyphenDoubt[]): string {
  return doubts.map(({ kept, dropped, chosen }) => `${kept}/${dropped}/${chosen}`).join('|')
}

function readBlock(fields: Fields, at: number, faults: Fault[]): Block {
  const field = (part: string) => fields.get(`block.${at + 1}.${part}`)
  const [raw, kind = ''] = [field('text'), field('kind')]
  if (raw === undefined) throw new AppError('invalid', { field: `block.${at + 1}` })
  const kinds = kindsOf(isChoice(kind) ? kind : 'kind.paragraph', Number(/^\d$/.exec(field('level') ?? '')?.[0] ?? 0))
  const cleaned = kinds.kind === 'code' ? cleanCode(raw) : cleanText(raw)
  if (!isChoice(kind)) faults.push({ at, code: 'kind' })
  if ('problem' in cleaned && kinds.kind !== 'aside') faults.push({ at, code: cleaned.problem })
  const text = 'text' in cleaned ? cleaned.text : shownAs(raw, cleaned.problem)
  const seams = readSeams(field('seams'))
  return {
    ...kinds, text: spelledAs(kinds.kind, text), lines: readLines(field('lines'), at), doubts: readDoubts(field('doubts')),
    ...kinds.kind === 'image' || field('file') ? { picture: readPicture(field('file'), field('asset')) } : {}, ...seams.length > 0 ? { seams } : {},
  }
}

/** An address or a verse has its line ends; a title has none. Empty lines stay: there a block is to be split. */
function spelledAs(kind: Block['kind'], text: string): string {
  if (kind === 'rule') return '---'
  if (kind === 'image') return toLine(text)
  return kind === 'title' || kind === 'heading' || kind === 'author_name' ? text.replaceAll('\n', ' ') : text
}

/** A block that was an image keeps its picture as long as it may become one again. */
function readPicture(file = '', asset = ''): NonNullable<Block['picture']> {
  return { file: toLine(file).slice(0, LONGEST_FILE_NAME), asset: isHash(asset) ? asset : null }
}

function readLines(value = '', at: number): Block['lines'] {
  const [, first, last] = /^(\d{1,7})-(\d{1,7})$/.exec(value) ?? []
  return first === undefined ? [at + 1, at + 1] : [Number(first), Number(last)]
}

function readDoubts(value = ''): HyphenDoubt[] {
  return value.split('|').flatMap((one): HyphenDoubt[] => {
    const [, kept = '', dropped = '', chosen] = /^([^/\n]{1,200})\/([^/\n]{1,200})\/(kept|dropped)$/.exec(one) ?? []
    return chosen === 'kept' || chosen === 'dropped' ? [{ kept, dropped, chosen }] : []
  })
}
