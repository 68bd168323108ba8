import type { Language } from '../db/columns.ts'
import type { QualityView } from './marks-view.ts'
import { CATEGORIES, PENALTIES, penaltyOf, SEVERITIES, tallyOf, type Tally } from './marks.ts'
import { qualityView } from './marks-view.ts'
import type { JudgedPerson } from './marks-store.ts'
import type { Period } from './period.ts'

/** What was marked within some days, by translator and language. */
export interface QualityPage {
  typed: Period['typed']
  /** These are no days, or the last one is before the first. */
  wrong: boolean
  /** Whose texts are seen: everybody's, those in some languages, or only one's own. */
  seen: 'all' | 'languages' | 'own'
  /** The site measures now. */
  measured: boolean
  people: (QualityView & { name: string; language: Language; penalty: number })[]
  /** All of it together: how often what was marked how badly; null where nothing was judged. */
  categories: { category: (typeof CATEGORIES)[number]; counts: number[] }[] | null
  penalties: { severity: (typeof SEVERITIES)[number]; penalty: number }[]
  /** The same as a table for other programs. */
  file: string
}

export function qualityPage({ people, typed, wrong, seen, measured }: Pick<QualityPage, 'typed' | 'wrong' | 'seen' | 'measured'> & {
  people: readonly JudgedPerson[]
}): QualityPage {
  const all = sum(people.map(({ tally }) => tally))
  return {
    typed, wrong, seen, measured,
    people: people.map(({ name, language, tally }) => ({ ...qualityView(tally), name, language, penalty: penaltyOf(tally) })),
    categories: people.length === 0 ? null : CATEGORIES.map((category) =>
      ({ category, counts: SEVERITIES.map((severity) => all.counts[category][severity]) })),
    penalties: SEVERITIES.map((severity) => ({ severity, penalty: PENALTIES[severity] })),
    file: `/desk/quality/file?${new URLSearchParams(typed).toString()}`,
  }
}

/** The table of a file: names that programs know, one translator and language a row. */
export function qualityTable(people: readonly JudgedPerson[], { from, to }: Period['typed']): string[][] {
  const kinds = CATEGORIES.flatMap((category) => SEVERITIES.map((severity) => ({ category, severity })))
  return [
    ['translator', 'language', 'from', 'to', 'paragraphs', 'words', 'penalty', 'score', ...kinds.map(({ category, severity }) => `${category}_${severity}`)],
    ...people.map(({ name, language, tally }) => {
      const { words, paragraphs, score } = qualityView(tally)
      const counts = kinds.map(({ category, severity }) => tally.counts[category][severity])
      return [name, language, from, to, ...[paragraphs, words, penaltyOf(tally), score ?? '', ...counts].map(String)]
    }),
  ]
}

function sum(tallies: readonly Tally[]): Tally {
  const add = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0)
  return tallyOf({ words: add(({ words }) => words), paragraphs: add(({ paragraphs }) => paragraphs) }, CATEGORIES.flatMap((category) =>
    SEVERITIES.map((severity) => ({ category, severity, count: add(({ counts }) => counts[category][severity]) }))))
}
