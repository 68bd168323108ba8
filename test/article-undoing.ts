import assert from 'node:assert/strict'
import type { Id } from '../src/db/columns.ts'
import { undoEdits } from '../src/undoing/actions.ts'
import { readPlan } from '../src/undoing/plan.ts'
import type { Act } from './article-acts.ts'
import { outcomeOf, type Play } from './article-play.ts'
import type { Became } from './article-wholes.ts'
import { isSameUndoing, judgeUndoing, undo } from './undo-oracle.ts'

/** What a plan showed of undoing somebody's texts, beside what the oracle would do. */
export interface UndoPage {
  asked: { person: Id; language: 'en' | 'uk'; from: string; to: string }
  chosen: { segment: Id; mark: string }[]
  seen: Map<Id, ReturnType<typeof judgeUndoing>>
}

export async function openUndoing({ db, oracle, ids, people }: Play, { language, nth }: Act): Promise<UndoPage> {
  const person = people[nth % people.length]?.actor.id ?? assert.fail()
  const asked = { person, language, from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }
  const { rows } = await readPlan(db, asked, { lang: 'en', after: null, limit: 200 })
  const seen = new Map(oracle.paragraphs.flatMap((paragraph) => {
    const undoing = judgeUndoing(paragraph, language, person)
    return undoing ? [[ids.get(paragraph) ?? '', undoing] as const] : []
  }))
  assert.deepEqual(new Set(rows.map(({ segment }) => segment)), new Set(seen.keys()))
  return { asked, chosen: rows.map(({ segment, mark }) => ({ segment, mark })), seen }
}

/** Undoes what the plan showed, where it is still so. */
export async function undoShown({ db, oracle, ids }: Play, { actor, person }: Play['people'][number], { asked, chosen, seen }: UndoPage): Promise<Became> {
  const { language } = asked
  if (!person.rights.has(`publish ${language}`)) return [await outcomeOf(undoEdits(db, actor, asked, chosen, 'Not so').then(() => 'done')), 'forbidden']
  const undone: Id[] = []
  for (const paragraph of oracle.paragraphs) {
    const id = ids.get(paragraph) ?? ''
    const undoing = judgeUndoing(paragraph, language, asked.person)
    if (!undoing || !isSameUndoing(undoing, seen.get(id) ?? null)) continue
    undo(paragraph, language, undoing)
    undone.push(id)
  }
  const { done, moved } = await undoEdits(db, actor, asked, chosen, 'Not so')
  assert.deepEqual(done.toSorted(), undone.toSorted())
  assert.deepEqual(moved.toSorted(), [...seen.keys()].filter((id) => !undone.includes(id)).sort())
  return [done.length > 0 ? 'done' : 'nothing', undone.length > 0 ? 'done' : 'nothing']
}
