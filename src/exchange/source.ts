import type { Language } from '../db/columns.ts'
import type { SiteText } from '../db/tables/article.ts'
import { cleanText, type TextProblem } from '../text/clean.ts'
import { decodeAs, decodeBytes, encodeText, type DecodeProblem, type Encoding } from '../text/decode.ts'
import { guessLanguage } from '../text/guess-language.ts'
import { NO_PARTICULARS, type MarkedText } from '../text/markdown/model.ts'
import { recogniseFormat, type Format } from '../text/recognise.ts'
import type { Block } from '../text/pagetext/model.ts'
import { readMarked } from './marked.ts'
import { asSiteText, understandPage } from './understand.ts'

/** A text as it was sent, so that it can be read once more in another way. `encoding` is null for what was typed or pasted. */
export interface Source {
  text: string
  format: Format
  encoding: Encoding | null
  file: string | null
}

export interface Understood extends MarkedText {
  /** What its letters say. */
  guess: ReturnType<typeof guessLanguage>
  language: Language
}

/** Longest text that travels with its preview; of a longer one, another reading means to send it anew. */
export const LONGEST_CARRIED = 1_500_000

/** A file's bytes as a text to be read; `format` and `encoding` as chosen, or by the evidence. */
export function openFile(
  bytes: Uint8Array, file: string, format: Format | null, encoding: Encoding | null,
): Source | { problem: DecodeProblem | 'archive' } {
  const decoded = encoding ? decodeAs(bytes, encoding) : decodeBytes(bytes)
  if ('problem' in decoded) return { problem: isArchive(bytes) ? 'archive' : decoded.problem }
  return { text: decoded.text, format: format ?? recogniseFormat(decoded.text, file), encoding: decoded.encoding, file }
}

/** The same source, read in another encoding: its bytes are known from the first one. */
export function recode(source: Source, encoding: Encoding): Source | { problem: DecodeProblem } {
  if (source.encoding === null || source.encoding === encoding) return source
  const decoded = decodeAs(encodeText({ text: source.text, encoding: source.encoding }), encoding)
  return 'problem' in decoded ? decoded : { ...source, ...decoded }
}

/** Word and OpenDocument files are ZIP archives: worth a sentence of their own. */
function isArchive([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && third === 3 && fourth === 4
}

interface Wishes {
  /** The language somebody chose; null to go by the text itself. */
  language: Language | null
  siteText: SiteText | null
  /** The first is taken where nothing is known. */
  languages: readonly Language[]
  /** What a site's own text is called that has no title. */
  titleIn: (language: Language) => string
}

/** Reads a source into blocks. The text is cleaned here: what no text may contain comes back as a problem. */
export async function understand(source: Source, wishes: Wishes, max: number): Promise<Understood | { problem: TextProblem }> {
  const cleaned = cleanText(source.text, { max })
  if ('problem' in cleaned) return cleaned
  const marked = source.format === 'text' ? null : await readMarked(cleaned.text, source.format)
  const guess = guessLanguage(marked ? wordsOf(marked.blocks) : cleaned.text)
  const likely = [wishes.language, marked?.particulars.language ?? null, guess.language]
  const language = likely.find((one) => one !== null && wishes.languages.includes(one)) ?? wishes.language ?? wishes.languages[0] ?? ''
  const read = marked ?? { ...await understandPage(cleaned.text, language), notices: [], particulars: NO_PARTICULARS }
  const blocks = wishes.siteText ? asSiteText(read.blocks, wishes.titleIn(language)) : read.blocks
  return { ...read, blocks, guess, language }
}

/** The words of an article, enough to know its language by; addresses are in no language. */
export function wordsOf(blocks: readonly Block[]): string {
  const words = blocks.filter(({ kind }) => kind !== 'aside' && kind !== 'code' && kind !== 'rule').slice(0, 60).map(({ text }) => text)
  return words.join('\n').slice(0, 40_000).replace(/\]\([^)\s]{1,2000}\)|https?:[^\s<>]+/gu, ' ').slice(0, 20_000)
}
