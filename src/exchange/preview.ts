import type { Id, Language } from '../db/columns.ts'
import { isId, newId } from '../db/id.ts'
import type { SiteText } from '../db/tables/article.ts'
import { AppError } from '../errors.ts'
import { cleanText, type TextProblem } from '../text/clean.ts'
import type { Block, HyphenDoubt } from '../text/pagetext/model.ts'
import { showable } from '../translations/forms.ts'
import { LONGEST_MESSAGE } from '../translations/model.ts'
import { isChoice, kindsOf } from './choices.ts'
import type { Fault } from './faults.ts'

export const SITE_TEXTS = ['mission', 'contacts', 'about'] as const satisfies readonly SiteText[]

/** What somebody is about to bring in; it lives in the form alone until it is brought in. */
export interface Preview {
  /** The id the article will have: the same form sent twice brings in one article. */
  article: Id
  language: Language
  siteText: SiteText | null
  blocks: Block[]
  /** Index of the first block that is shown; of a long text the others are carried along in hidden fields. */
  from: number
  approved: boolean
  message: string
}

export type Fields = ReadonlyMap<string, string>

/** The fields of a form, each once. Throws `invalid` for anything else. */
export function fieldsOf(body: unknown): Fields {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return new Map(entries.map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'string') throw new AppError('invalid', { field: name.slice(0, 40) })
    return [name, value]
  }))
}

/** Reads the form of a preview: its texts cleaned, or kept as they are with what is wrong. Throws `invalid` for a form not of ours. */
export function readPreview(fields: Fields): { preview: Preview; faults: Fault[] } {
  const { blocks, faults } = readBlocks(fields)
  const id = fields.get('article')
  const from = Number(/^\d{1,6}$/.exec(fields.get('from') ?? '')?.[0] ?? 1) - 1
  const message = cleanText(fields.get('message') ?? '', { max: LONGEST_MESSAGE })
  const preview: Preview = {
    ...readAbout(fields),
    article: isId(id) ? id : newId(),
    blocks,
    from: Math.min(Math.max(from, 0), blocks.length - 1),
    approved: fields.get('approved') !== 'no',
    message: 'text' in message ? message.text : shownAs(fields.get('message') ?? '', message.problem),
  }
  return { preview, faults: 'text' in message ? faults : [...faults, { at: 'message', code: message.problem }] }
}

/** Which language the text is in, and what it is for. Throws `invalid` for a form not of ours. */
export function readAbout(fields: Fields): { language: Language; siteText: SiteText | null } {
  const chosen = fields.get('site_text') ?? ''
  const siteText = SITE_TEXTS.find((known) => known === chosen) ?? null
  const language = fields.get('language')
  if (language === undefined || (chosen !== '' && siteText === null)) throw new AppError('invalid', { field: 'language, site_text' })
  return { language, siteText }
}

/** What of an unusable text can be shown and sent again: damaged places stay visible, signs that nobody can see go. */
export function shownAs(text: string, problem: TextProblem): string {
  return problem === 'wrong_encoding' ? text : showable(text, problem)
}

const FIELD = /^block\.([1-9]\d{0,5})\.(kind|text|level|lines|doubts)$/

function readBlocks(fields: Fields): { blocks: Block[]; faults: Fault[] } {
  const named = [...fields.keys()].filter((name) => name.startsWith('block.'))
  const count = named.filter((name) => name.endsWith('.text')).length
  const strange = named.find((name) => Number(FIELD.exec(name)?.[1] ?? Infinity) > count)
  if (count === 0 || strange !== undefined) throw new AppError('invalid', { field: strange?.slice(0, 40) ?? 'block' })
  const faults: Fault[] = []
  const blocks = Array.from({ length: count }, (_, at) => readBlock(fields, at, faults))
  return { blocks, faults }
}

function readBlock(fields: Fields, at: number, faults: Fault[]): Block {
  const field = (part: string) => fields.get(`block.${at + 1}.${part}`)
  const [raw, kind = ''] = [field('text'), field('kind')]
  if (raw === undefined) throw new AppError('invalid', { field: `block.${at + 1}` })
  const kinds = kindsOf(isChoice(kind) ? kind : 'kind.paragraph', Number(/^\d$/.exec(field('level') ?? '')?.[0] ?? 0))
  const cleaned = cleanText(raw)
  if (!isChoice(kind)) faults.push({ at, code: 'kind' })
  if ('problem' in cleaned && kinds.kind !== 'aside') faults.push({ at, code: cleaned.problem })
  const text = 'text' in cleaned ? cleaned.text : shownAs(raw, cleaned.problem)
  return { ...kinds, text: isOneLine(kinds.kind) ? text.replaceAll('\n', ' ') : text, lines: readLines(field('lines'), at), doubts: readDoubts(field('doubts')) }
}

/** An address or a verse has its line ends; a title has none. Empty lines stay everywhere: there a block is to be split. */
function isOneLine(kind: Block['kind']): boolean {
  return kind === 'title' || kind === 'heading' || kind === 'author_name'
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

/** The doubts of a block as its hidden field carries them. */
export function writeDoubts(doubts: readonly HyphenDoubt[]): string {
  return doubts.map(({ kept, dropped, chosen }) => `${kept}/${dropped}/${chosen}`).join('|')
}
