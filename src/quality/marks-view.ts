import type { Id, Language } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { countBySeverity, scoreOf, SEVERITIES, type Mark, type Tally } from './marks.ts'

/** `_mark`: what a reviewer marked in a text. */
export interface MarkView extends Omit<Mark, 'by' | 'translator'> {
  by: string
  language: Language
  /** The person who looks made it, and may take it back. */
  withdraw: boolean
}

/** `_marks` */
export interface MarksView {
  marks: readonly MarkView[]
}

/** Marks are for those whose words they are about, for reviewers of the language and for administrators. */
export function seesMarks(actor: Actor, language: Language, translators: readonly Id[]): boolean {
  return translators.includes(actor.id) || can(actor, 'submission.review', language) || can(actor, 'settings.change')
}

export function markViews(
  marks: readonly Mark[], { actor, language, names }: { actor: Actor; language: Language; names: ReadonlyMap<Id, string> },
): MarkView[] {
  const reviews = can(actor, 'submission.review', language)
  return marks.map(({ translator, ...mark }) => ({ ...mark, language, by: names.get(mark.by) ?? '', withdraw: reviews && mark.by === actor.id }))
}

/** How good something is, in numbers. */
export interface QualityView {
  words: number
  paragraphs: number
  marks: { severity: (typeof SEVERITIES)[number]; count: number }[]
  score: number | null
}

export function qualityView(tally: Tally): QualityView {
  const { words, paragraphs } = tally
  const marks = SEVERITIES.map((severity) => ({ severity, count: countBySeverity(tally, severity) }))
  return { words, paragraphs, marks, score: scoreOf(tally) }
}
