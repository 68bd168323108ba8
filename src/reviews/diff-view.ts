import type { Language } from '../db/columns.ts'
import { diffHtml, type SaidOfDiff } from '../text/diff-html.ts'
import { diffTexts, type Shape } from '../text/diff.ts'

/** `/reviews/_diff`: what changed, ready to print. */
export interface DiffView {
  language: Language
  shape: Shape
  /** Stretches of text, not words. */
  added: number
  removed: number
  changesHtml: string
}

/** What somebody who hears the page is told before each change, and of spaces that came or went. */
export type DiffWords = SaidOfDiff

export function viewDiff(before: string, after: string, language: Language, words: DiffWords): DiffView {
  const diff = diffTexts(before, after, language)
  return { language, shape: diff.shape, added: diff.added, removed: diff.removed, changesHtml: diffHtml(diff, words) }
}
