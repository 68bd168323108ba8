import { LONGEST_TEXT } from '../articles/model.ts'
import { listImages } from '../assets/store.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { findFaults, hasTooMany, type FaultCode } from '../exchange/faults.ts'
import { readMarked } from '../exchange/marked.ts'
import { showNotice, type ShownNotice } from '../exchange/notices.ts'
import { segmentsOf } from '../exchange/understand.ts'
import { cleanText, type TextProblem } from '../text/clean.ts'
import type { MarkedText } from '../text/markdown/model.ts'
import { writeMarkdown } from '../text/markdown/write.ts'
import type { Block, SourceState } from './model.ts'

const FAULTS = [
  'required', 'no_title', 'second_title', 'no_text', 'over_limit', 'empty', 'empty_line', 'too_long', 'too_tangled', 'no_picture', 'unknown_picture',
  'no_alternative', 'unusable',
] as const

/** Why a whole text cannot be planned; `line` is where it stands in the field, null for the text as a whole. */
export interface TextFault {
  code: (typeof FAULTS)[number]
  line: number | null
}

/** A whole text, read: the paragraphs it would be, what was not taken as it stands, and what keeps it from becoming them. */
export interface SourceDocument {
  blocks: Block[]
  notices: ShownNotice[]
  /** The beginnings of pieces that belong to no article, such as HTML. */
  aside: string[]
  faults: TextFault[]
}

const NOTHING = { blocks: [], notices: [], aside: [] }

/** The original as it stands, as somebody edits it. */
export function writeSource({ rows }: Pick<SourceState, 'rows'>): string {
  return writeMarkdown(rows.filter(({ text }) => text !== ''))
}

/** Why a text cannot even be kept as it is; null when it can. */
export function findTextProblem(text: string): TextFault | null {
  const code = problemOf(text)
  if (code === null) return null
  const line = code === 'too_long' ? -1 : text.split('\n').findIndex((one) => problemOf(one) === code)
  return { code: faultCode(code), line: line < 0 ? null : line + 1 }
}

/** Every kind of invisible or damaged sign is mended in the same way. */
function faultCode(code: FaultCode): TextFault['code'] {
  return FAULTS.find((one) => one === code) ?? 'unusable'
}

function problemOf(text: string): TextProblem | null {
  const cleaned = cleanText(text, { max: LONGEST_TEXT })
  return 'problem' in cleaned ? cleaned.problem : null
}

/** Reads a whole text in Markdown, as an import would. */
export async function readSourceText(db: Db, text: string): Promise<SourceDocument> {
  const problem = findTextProblem(text)
  if (problem) return { ...NOTHING, faults: [problem] }
  if (text.trim() === '') return { ...NOTHING, faults: [{ code: 'required', line: null }] }
  const marked = await readText(text)
  if (marked === null) return { ...NOTHING, faults: [{ code: 'too_tangled', line: null }] }
  const { blocks: pieces, notices } = marked
  const known = await listImages(db, pieces.flatMap(({ picture }) => picture?.asset ?? []))
  const lineOf = (index: number) => (pieces[index]?.lines[0] ?? 0) + linesAbove(text)
  return {
    blocks: hasTooMany(pieces) ? [] : segmentsOf(pieces), notices: notices.map(showNotice),
    aside: pieces.flatMap(({ kind, text: words }) => kind === 'aside' ? [words] : []),
    faults: [
      // Whether an image lacks its picture is known only with the paragraph it was.
      ...findFaults(pieces).filter(({ code }) => code !== 'no_picture')
        .map(({ code, at }): TextFault => ({ code: faultCode(code), line: typeof at === 'number' ? lineOf(at) : null })),
      ...pieces.flatMap(({ picture }, at): TextFault[] => picture?.asset && !known.has(picture.asset) ? [{ code: 'unknown_picture', line: lineOf(at) }] : []),
    ],
  }
}

/** A text in Markdown, read apart; null for one that cannot be read in sensible time. */
export async function readText(text: string): Promise<MarkedText | null> {
  const cleaned = cleanText(text)
  try {
    return 'text' in cleaned ? await readMarked(cleaned.text, 'markdown') : null
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_tangled') return null
    throw error
  }
}

/** How many empty lines stand above a text: they are gone where it is read. */
export function linesAbove(text: string): number {
  return (/^\s*/u.exec(text)?.[0] ?? '').split('\n').length - 1
}

/** `/sources/_faults`. */
export type TextFaults = readonly TextFault[]
