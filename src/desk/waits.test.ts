import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, type Desk, type World } from '../../test/world.ts'
import { findArticle } from '../articles/store.ts'
import { now } from '../db/id.ts'
import type { Id, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { stateOf } from '../segments/states.ts'
import { tallyArticles } from './tallies.ts'
import { WAITS, type WaitKind } from './waits.ts'

const PARAGRAPHS = 2
const ACTS = ['send', 'translate', 'return', 'edit', 'change', 'put back'] as const
type Act = { what: (typeof ACTS)[number]; paragraph: number }

const act: fc.Arbitrary<Act> = fc.record({ what: fc.constantFrom(...ACTS), paragraph: fc.nat(PARAGRAPHS - 1) })
const acts = fc.array(act, { minLength: 6, maxLength: 16 })

/** What a paragraph waits for now, as plainly as it can be said, with what makes it another wait than the one before. */
function waitOf(facts: SegmentFacts): { kind: WaitKind; same: string } | null {
  const { headline } = stateOf(facts)
  if (facts.proposal) return { kind: facts.proposal.awaits, same: facts.proposal.id }
  if (headline === 'returned') return { kind: 'returned', same: facts.returned?.decision ?? '' }
  return headline === 'behind' ? { kind: 'behind', same: facts.approved?.decision ?? '' } : null
}

class Story {
  readonly world: World
  readonly desk: Desk & { segments: readonly Id[] }
  /** Of each paragraph that waits: for what, and between which moments it began to. */
  readonly begun = new Map<Id, { kind: WaitKind; same: string; from: Timestamp; to: Timestamp }>()
  #texts = 0

  constructor(world: World, desk: Desk & { segments: readonly Id[] }) {
    this.world = world
    this.desk = desk
  }

  async act({ what, paragraph }: Act): Promise<void> {
    const from = now()
    await this.#do(what, this.desk.segments[paragraph] ?? '').catch((error: unknown) => {
      // Not every act is possible at every time: those that are not change nothing.
      if (!(error instanceof Error && 'code' in error)) throw error
    })
    const to = now()
    for (const facts of await factsIn(this.world.db, this.desk.article, 'en', 'uk')) {
      const wait = waitOf(facts)
      const known = this.begun.get(facts.segment)
      if (!wait) this.begun.delete(facts.segment)
      else if (wait.kind !== known?.kind || wait.same !== known.same) this.begun.set(facts.segment, { ...wait, from, to })
    }
  }

  async #do(what: Act['what'], segment: Id): Promise<void> {
    const { world: { db, ada, ed, rev }, desk } = this
    const original = { ...desk, language: 'en' }
    this.#texts += 1
    const text = { [segment]: what === 'put back' ? 'as it was' : `${what} ${this.#texts}` }
    switch (what) {
      case 'send': return void await submit(db, ada, desk, text)
      case 'translate':
        await submit(db, ada, desk, text)
        return reviewAll(db, rev, desk)
      case 'return': return reviewAll(db, rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      case 'edit': return reviewAll(db, rev, desk, () => ({ outcome: 'edit', text: `edited ${this.#texts}` }))
      case 'change':
      case 'put back':
        await submit(db, ed, original, text)
        return reviewAll(db, rev, original)
    }
  }
}

for (const [name, open] of Object.entries(databases)) {
  describe(`what waits on the board, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    it('is counted, and dated by the act after which it waits, whatever happens before and after', async () => {
      const met = new Set<string>()
      await fc.assert(fc.asyncProperty(acts, async (some) => {
        const { article, segments } = await newArticle(world, 'en', Array.from({ length: PARAGRAPHS }, () => 'as it was'))
        const story = new Story(world, { article, source: 'en', language: 'uk', segments })
        for (const one of some) {
          await story.act(one)
          const waits = (await tallyArticles(db, [await findArticle(db, article)], ['uk', 'en'])).get(article)?.get('uk')?.waits
          for (const kind of WAITS) {
            const begun = [...story.begun.values()].filter((wait) => wait.kind === kind).toSorted((a, b) => (a.from < b.from ? -1 : 1))
            const waited = waits?.get(kind)
            assert.equal(waited?.count ?? 0, begun.length, kind)
            if (!waited) continue
            met.add(kind)
            assert.ok((begun[0]?.from ?? '') <= waited.since && waited.since <= (begun[0]?.to ?? ''), `${kind} since ${waited.since}`)
            assert.equal(waited.submissions.length > 0, kind === 'review' || kind === 'confirmation')
          }
        }
      }), { numRuns: name === 'sqlite' ? 30 : 4, seed: 8 })
      if (name === 'sqlite') assert.deepEqual([...met].toSorted(), [...WAITS].toSorted())
    })
  })
}
