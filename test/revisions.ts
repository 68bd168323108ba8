import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { alignBlocks } from '../src/text/align/align.ts'
import type { Alignment, NewBlock, OldBlock } from '../src/text/align/model.ts'
import { cleanText } from '../src/text/clean.ts'
import { textHash } from '../src/text/hash.ts'
import { readMarkdown } from '../src/text/markdown/read.ts'

/** Real revisions of real articles, with what was changed in each. */
const FOLDER = new URL('../../shared/corpora/revisions/', import.meta.url)

interface Operation { op: 'changed' | 'added' | 'deleted'; translatable: boolean; old?: string | null; new?: string | null }

/** What was done, and whether the alignment shows it. */
export interface Judged { revision: string; op: Operation['op'] | 'moved'; text: string; found: boolean }
/** A paragraph that the alignment calls changed, and whether it was. */
export interface Touched { revision: string; text: string; right: boolean }

export const hasRevisions = existsSync(FOLDER)

export function judgeRevisions(): { judged: Judged[]; touched: Touched[] } {
  const names = readdirSync(FOLDER).filter((name) => existsSync(new URL(`${name}/expected.json`, FOLDER)))
  const all = names.map(judgeRevision)
  return { judged: all.flatMap(({ judged }) => judged), touched: all.flatMap(({ touched }) => touched) }
}

function judgeRevision(name: string): { judged: Judged[]; touched: Touched[] } {
  const old = readBlocks(name, 'v1.md').map((block, at): OldBlock => ({ ...block, id: String(at), hash: textHash(block.text) }))
  const next = readBlocks(name, 'v2.md')
  const operations = readOperations(name)
  const sides = touchedSides(alignBlocks(old, [], next), old, next)
  const [from, to] = [operations.map((one) => one.old ?? ''), operations.map((one) => one.new ?? '')]
  // What stands on both sides word for word has only moved.
  const isMoved = (text: string) => text !== '' && from.includes(text) && to.includes(text)
  const judged = operations.flatMap((operation): Judged[] => {
    const text = operation.new ?? operation.old ?? ''
    const moved = isMoved(text)
    if (moved && operation.op === 'deleted') return []
    const found = moved ? [!contains(sides.next.touched, text)] : [...seen(sides.old, operation.old), ...seen(sides.next, operation.new)]
    return found.length === 0 ? [] : [{ revision: name, op: moved ? 'moved' : operation.op, text, found: found.every(Boolean) }]
  })
  const right = (texts: readonly string[], text: string) => texts.some((one) => one !== '' && !isMoved(one) && isIn(one, text))
  const touched = [...sides.old.touched.map((text) => [from, text] as const), ...sides.next.touched.map((text) => [to, text] as const)]
  return { judged, touched: touched.map(([texts, text]) => ({ revision: name, text, right: right(texts, text) })) }
}

interface Texts { touched: string[]; untouched: string[] }

/** Paragraphs that a translator would have to look at, and the others; on both sides, code and the like left out. */
function touchedSides({ blocks }: Alignment, old: readonly OldBlock[], next: readonly NewBlock[]): { old: Texts; next: Texts } {
  const kept = new Set(blocks.flatMap(({ change, from }) => change === 'unchanged' || change === 'moved' ? from : []))
  const sort = (all: readonly NewBlock[], isKept: (at: number) => boolean): Texts => {
    const texts = (wanted: boolean) => all.flatMap(({ kind, text }, at) => isTranslated(kind) && isKept(at) === wanted ? [text] : [])
    return { touched: texts(false), untouched: texts(true) }
  }
  return {
    old: sort(old, (at) => kept.has(String(at))),
    next: sort(next, (at) => blocks[at]?.change === 'unchanged' || blocks[at]?.change === 'moved'),
  }
}

function isTranslated(kind: string): boolean {
  return !['code', 'rule', 'aside', 'image'].includes(kind)
}

/** Nothing to see where the product's text is written otherwise (HTML, which it leaves out). */
function seen({ touched, untouched }: Texts, text: string | null | undefined): boolean[] {
  if (!text) return []
  return contains(touched, text) ? [true] : contains(untouched, text) ? [false] : []
}

function contains(texts: readonly string[], text: string): boolean {
  return texts.some((one) => isIn(text, one))
}

/** Whether a paragraph has this text; signs between words are written in too many ways to count. A short text is the whole paragraph. */
function isIn(text: string, paragraph: string): boolean {
  const [whole, part] = [words(paragraph), words(text)]
  return part.length < 12 ? whole === part : whole.includes(part) || whole.includes(words(text.replace(/<[^>]*>/g, '')))
}

function words(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

function readBlocks(name: string, file: string): NewBlock[] {
  const cleaned = cleanText(readFileSync(new URL(`${name}/${file}`, FOLDER), 'utf8'))
  if (!('text' in cleaned)) throw new TypeError(`${name}/${file} is no text`)
  return readMarkdown(cleaned.text).blocks.map(({ kind, text, level = 0, list = null, picture }) => (
    { kind, text, level, list, asset: picture?.file ?? null }
  ))
}

function readOperations(name: string): Operation[] {
  const expected: unknown = JSON.parse(readFileSync(new URL(`${name}/expected.json`, FOLDER), 'utf8'))
  if (!isExpected(expected)) throw new TypeError(`${name}/expected.json lists operations`)
  return expected.ops.filter(({ translatable }) => translatable)
}

function isExpected(value: unknown): value is { ops: Operation[] } {
  return typeof value === 'object' && value !== null && 'ops' in value && Array.isArray(value.ops)
}
