import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { AppError } from '../src/errors.ts'
import { publishEdition, restoreEdition, withdrawEdition } from '../src/editions/actions.ts'
import { findPublished, listEditionSegments } from '../src/editions/store.ts'
import { findEditionFault } from '../src/editions/verify.ts'
import { findLedgerFault } from '../src/ledger/store.ts'
import type { Actor } from '../src/people/model.ts'
import { reviewSubmission } from '../src/reviews/actions.ts'
import type { Verdict } from '../src/reviews/model.ts'
import type { SegmentFacts } from '../src/segments/model.ts'
import { composeNow } from '../src/editions/compose.ts'
import { findArticle } from '../src/articles/store.ts'
import { databases } from './databases.ts'
import { factsIn, newArticle, newWorld, shownOf, submit, type Desk } from './world.ts'

interface Event {
  kind: 'send' | 'review' | 'publish' | 'withdraw' | 'restore'
  who: number
  language: 'en' | 'uk'
  position: number
  text: string
  outcome: 'approve' | 'edit' | 'return'
  minor: boolean
}

const WORDS = ['дощ', 'міст', 'люди', 'rain', 'bridge', 'people']
const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.constantFrom('send', 'send', 'send', 'review', 'review', 'review', 'publish', 'withdraw', 'restore'),
  who: fc.nat(4), language: fc.constantFrom('en', 'uk'), position: fc.nat(2),
  text: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  outcome: fc.constantFrom('approve', 'approve', 'edit', 'return'), minor: fc.boolean(),
})

for (const [name, runs] of [['sqlite', 60], ['postgres', 6]] as const) {
  it(`keeps the rules through any sequence of acts, on ${name}`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 40 }), async (events) => {
      const db = await databases[name]?.()
      assert.ok(db)
      try {
        await play(db, events)
      } finally {
        await db.destroy()
      }
    }), { numRuns: runs })
  })
}

async function play(db: Db, events: readonly Event[]): Promise<void> {
  const world = await newWorld(db)
  const everything = ['translate', 'review', 'publish'].flatMap((right) => ['uk', 'en'].map((language) => `${right}:${language}`))
  const actors = [world.ada, world.bob, world.rev, world.sam, world.ed].map((actor) => ({
    ...actor, grants: everything.map((grant) => ({ right: grant.split(':')[0] as 'translate', language: grant.split(':')[1] ?? '' })),
  }))
  const { article } = await newArticle(world, 'en', ['The bridge', 'It rained.', 'People came.'])
  for (const one of events) {
    const actor = actors[one.who] ?? world.ed
    const before = await picture(db, article)
    await act(db, actor, article, one).catch((error: unknown) => {
      // A refusal is an answer; anything else is a bug.
      if (!(error instanceof AppError)) throw error
    })
    checkStep(one, actor, before, await picture(db, article))
  }
  assert.equal(await findLedgerFault(db), null)
  assert.equal(await findEditionFault(db), null)
}

async function act(db: Db, actor: Actor, article: Id, one: Event): Promise<void> {
  const desk: Desk = { article, source: 'en', language: one.language }
  const place = { article, language: one.language }
  const facts = await factsIn(db, article, 'en', one.language, actor)
  const segment = facts[one.position]
  if (one.kind === 'send' && segment) await submit(db, actor, desk, { [segment.segment]: one.text })
  if (one.kind === 'review' && segment?.proposal) await reviewSubmission(db, actor, segment.proposal.submission, [verdictOn(segment, one)])
  if (one.kind === 'publish') {
    const { candidate } = await composeNow(db, await findArticle(db, article), one.language)
    await publishEdition(db, actor, { ...place, accepted: { missing: candidate.missing.length, behind: candidate.behind.length } })
  }
  if (one.kind === 'withdraw') await withdrawEdition(db, actor, { ...place, reason: one.text })
  if (one.kind === 'restore') await restoreEdition(db, actor, { ...place, number: one.position + 1, reason: 'x' })
}

function verdictOn(facts: SegmentFacts, { outcome, text, minor }: Event): Verdict {
  const shown = { ...shownOf(facts), minor }
  if (outcome === 'edit') return { ...shown, outcome, text: `${text}, ${facts.proposal?.text ?? ''}` }
  return outcome === 'return' ? { ...shown, outcome, reason: text } : { ...shown, outcome }
}

/** All that a rule speaks of: the facts of both languages, what readers get, how many revisions there are. */
async function picture(db: Db, article: Id) {
  const [en, uk] = [await factsIn(db, article, 'en', 'en'), await factsIn(db, article, 'en', 'uk')]
  const editions = await Promise.all(['en', 'uk'].map(async (language) => {
    const edition = await findPublished(db, article, language)
    return edition ? JSON.stringify([edition.hash, await listEditionSegments(db, edition.id)]) : null
  }))
  const revisions = await db.selectFrom('revision').select(['id', 'hash']).orderBy('id').execute()
  return { facts: { en, uk }, editions: { en: editions[0], uk: editions[1] }, revisions }
}

type Picture = Awaited<ReturnType<typeof picture>>

function checkStep(one: Event, actor: Actor, before: Picture, after: Picture): void {
  const other = one.language === 'en' ? 'uk' : 'en'
  // 8: nothing done to one language changes what readers of another get.
  assert.equal(after.editions[other], before.editions[other])
  if (!['publish', 'withdraw', 'restore'].includes(one.kind)) assert.equal(after.editions[one.language], before.editions[one.language])
  // 9: revisions are only ever added.
  assert.deepEqual(after.revisions.slice(0, before.revisions.length), before.revisions)
  for (const language of ['en', 'uk'] as const) {
    after.facts[language].forEach((facts, i) => checkParagraph(one, actor, before.facts[language][i], facts))
  }
}

function checkParagraph(one: Event, actor: Actor, before: SegmentFacts | undefined, after: SegmentFacts): void {
  if (before?.approved?.decision === after.approved?.decision) {
    // 2: whatever happened elsewhere, an approved text stands.
    assert.deepEqual(after.approved, before?.approved)
    return
  }
  // 1 and 3: an approved text changes by a reviewer's decision alone, on the language and paragraph decided.
  assert.deepEqual([one.kind, one.language], ['review', after.language])
  assert.equal(after.approved?.reviewer, actor.id)
  // 4: and never by its writer or its sender, unless they accept another's edit of their own text.
  const { approved } = after
  assert.equal(approved?.eyes, 'two')
  assert.notEqual(approved.writer, actor.id)
  if (approved.sender === actor.id) assert.equal(approved.outcome, 'confirmed')
}
