import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { listFirstReviewers } from '../segments/passes-store.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { Credit } from './model.ts'

/** Who is credited for the approved texts of an article; `namesOf` knows those who may be named. */
export async function readCredits(
  db: Db | Tx, facts: readonly SegmentFacts[], namesOf: (people: readonly Id[]) => Promise<ReadonlyMap<Id, string>>,
): Promise<Credit[]> {
  const first = await listFirstReviewers(db, facts.flatMap(({ approved }) => approved?.decision ?? []))
  const people = facts.flatMap(({ approved }) => approved ? [approved.sender, approved.writer, approved.reviewer] : [])
  return creditsOf(facts, await namesOf([...people.filter((person) => person !== null), ...[...first.values()].flat()]), first)
}

/**
 * Translators and reviewers of the approved texts, those of them who have a name here; whoever did more comes first. Nobody is credited
 * for the source language. `first`: by decision, who had stood for the text before it was approved.
 */
function creditsOf(facts: readonly SegmentFacts[], names: ReadonlyMap<Id, string>, first: ReadonlyMap<Id, readonly Id[]>): Credit[] {
  const translators = new Map<Id, number>()
  const reviewers = new Map<Id, number>()
  for (const { approved } of facts) {
    if (!approved?.source) continue
    const translator = approved.sender ?? approved.writer
    count(translators, translator)
    const readers = new Set([approved.reviewer, approved.writer, ...first.get(approved.decision) ?? []])
    for (const person of readers) if (person !== translator) count(reviewers, person)
  }
  return [...ranked(translators, 'translator', names), ...ranked(reviewers, 'reviewer', names)]
}

function count(people: Map<Id, number>, person: Id): void {
  people.set(person, (people.get(person) ?? 0) + 1)
}

function ranked(people: ReadonlyMap<Id, number>, role: Credit['role'], names: ReadonlyMap<Id, string>): Credit[] {
  const ids = [...people].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id)
  return ids.flatMap((id) => names.get(id) ?? []).map((name, position) => ({ role, position, name }))
}
