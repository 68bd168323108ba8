import assert from 'node:assert/strict'
import { it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom } from '../../test/newsroom.ts'
import { assertSound } from '../../test/originals.ts'
import { factsIn, reviewAll, submit } from '../../test/world.ts'
import { undoEdits } from './actions.ts'
import { readPlan } from './plan.ts'

for (const [name, open] of Object.entries(databases)) {
  it(`brings back nothing that was undone before, when both writers of a paragraph are undone one after the other, on ${name}`, async () => {
    const { db, world, newDesk } = await openNewsroom(await open())
    const desk = await newDesk()
    const { ada, rev, ed } = world
    await submit(db, ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
    await reviewAll(db, rev, desk, () => ({ outcome: 'edit', text: 'Падав дощ.' }))
    const waiting = async () => (await factsIn(db, desk.article, 'en', 'uk'))[1]?.proposal?.text ?? null
    const undone: [string | undefined, string | null][] = []
    for (const person of [rev, ada]) {
      const asked = { person: person.id, language: 'uk', from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }
      const { rows } = await readPlan(db, asked, { lang: 'en', after: null, limit: 50 })
      await undoEdits(db, ed, asked, rows, 'Not so')
      undone.push([rows[0]?.back?.text, await waiting()])
    }
    assert.deepEqual(undone, [['Дощило.', 'Дощило.'], [undefined, null]])
    await assertSound(db)
    await db.destroy()
  })
}
