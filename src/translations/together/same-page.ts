import type { Id } from '../../db/columns.ts'
import { headOf } from '../../segments/model.ts'
import { stateOf, type Headline } from '../../segments/states.ts'
import { markOf } from '../model.ts'
import { printTarget } from './forms.ts'
import { draftPlace, type Around, type DraftPlace } from './pages.ts'
import { wordsOf, type Twin, type Twins } from './same.ts'

/** Paragraphs with the same original: what they say, and what could be put there. */
export interface SamePage extends Omit<Around, 'words'> {
  segment: Id
  number: number
  original: { text: string; language: string }
  /** Null where nothing is written yet. */
  text: string | null
  /** Names the text. */
  mark: string
  already: number
  back: number | null
  rows: (DraftPlace & { state: Headline; says: string | null; original: string | null; shown: string; ticked: boolean; waits: boolean })[]
}

export function samePage(
  { address, language, title }: Around, { one, words, others, already, titles }: Twins,
  { back, source }: { back: number | null; source: string },
): SamePage {
  return {
    address, language, title, segment: one.segment, number: one.position + 1, original: { text: one.source?.text ?? '', language: source },
    text: words, mark: words === null ? '' : markOf(words), already, back,
    rows: others.map(({ article, facts }) => {
      const says = wordsOf(facts)
      return {
        ...draftPlace({ segment: facts.segment, article, position: facts.position }, language, titles),
        state: stateOf(facts).headline, says,
        original: facts.source?.text === one.source?.text ? null : facts.source?.text ?? null,
        shown: shownOf(facts), ticked: says === null, waits: facts.proposal !== null,
      }
    }),
  }
}

function shownOf(facts: Twin['facts']): string {
  const { draft, source } = facts
  const base = headOf(facts)?.revision ?? null
  return printTarget({ base, source: source?.revision ?? null, version: draft?.version ?? 0 })
}
