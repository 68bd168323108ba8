import { sentencePieces, type Words } from '../checks/sentence.ts'
import { textHtml } from '../text/diff-html.ts'
import type { Voice } from './voice.ts'

/** A finding of a check as `src/checks` knows it: the key of a sentence, and what stands in it. */
export interface Told {
  says: string
  words: Words
}

/** The sentence of a finding in pieces, code at odd places; that every key has a sentence is a test. */
export function findingPieces(t: Voice['t'], { says, words }: Told): string[] {
  const say = t as unknown as (key: string, words: Words) => string
  return sentencePieces((known) => say(`checks:says.${says}`, known), words)
}

const told = new WeakMap<Voice['t'], WeakMap<Words, { says: string; html: string }>>()

/** For pages. Findings are kept and shown again and again, by hundreds; their words never change. */
export function findingHtml(t: Voice['t'], finding: Told): string {
  const { says, words } = finding
  const known = told.get(t) ?? new WeakMap<Words, { says: string; html: string }>()
  const before = known.get(words)
  if (before?.says === says) return before.html
  const html = findingPieces(t, finding).map((piece, at) => at % 2 === 1 ? `<code>${textHtml(piece)}</code>` : textHtml(piece)).join('')
  told.set(t, known.set(words, { says, html }))
  return html
}

/** For terminals: code stands in quotation marks. */
export function tellFinding(t: Voice['t'], finding: Told): string {
  return findingPieces(t, finding).map((piece, at) => at % 2 === 1 ? t('checks:code', { code: piece }) : piece).join('')
}
