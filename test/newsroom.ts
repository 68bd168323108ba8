import assert from 'node:assert/strict'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { reviewSubmission } from '../src/reviews/actions.ts'
import type { SegmentFacts } from '../src/segments/model.ts'
import { stateOf, type SegmentState } from '../src/segments/states.ts'
import { factsIn, newArticle, newWorld, shownOf, submit, type Desk, type World } from './world.ts'

/** English articles on their way into Ukrainian, with what the rules' tests ask of them. */
export interface Newsroom {
  db: Db
  world: World
  newDesk: (texts?: readonly string[]) => Promise<Desk & { segments: Id[] }>
  /** The state, approved text and facts of the paragraph at a position. */
  stateIn: (desk: Desk, position: number) => Promise<SegmentState & { text: string | null; facts: SegmentFacts }>
  /** Changes a paragraph of the original, through the gate. */
  changeSource: (desk: Desk, segment: Id, text: string, minor?: boolean) => Promise<void>
}

export async function openNewsroom(db: Db): Promise<Newsroom> {
  const world = await newWorld(db)
  return {
    db,
    world,
    newDesk: async (texts = ['The quiet bridge', 'It rained.', 'Nobody came.']) => {
      const { article, segments } = await newArticle(world, 'en', texts)
      return { article, source: 'en', language: 'uk', segments }
    },
    stateIn: async ({ article, source, language }, position) => {
      const facts = (await factsIn(db, article, source, language))[position]
      assert.ok(facts)
      return { ...stateOf(facts), text: facts.approved?.text ?? null, facts }
    },
    changeSource: async (desk, segment, text, minor = false) => {
      await submit(db, world.ed, { ...desk, language: desk.source }, { [segment]: text })
      const facts = (await factsIn(db, desk.article, desk.source, desk.source)).find((one) => one.segment === segment)
      assert.ok(facts?.proposal)
      await reviewSubmission(db, world.rev, facts.proposal.submission, [{ ...shownOf(facts), outcome: 'approve', minor }])
    },
  }
}
