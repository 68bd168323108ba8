import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { AppError } from '../src/errors.ts'
import { reviewSubmission, confirmProposal } from '../src/reviews/actions.ts'
import type { ShownPair } from '../src/reviews/model.ts'
import { findFault } from '../src/upkeep/soundness.ts'
import { headOf, type SegmentFacts } from '../src/segments/model.ts'
import { stateOf } from '../src/segments/states.ts'
import type { Actor } from '../src/people/model.ts'
import { listRevisions } from '../src/translations/store.ts'
import { restoreRevision, saveDraft, sendSubmission } from '../src/translations/actions.ts'
import { databases } from './databases.ts'
import { byLength } from './long.ts'
import { factsIn, newArticle, newPerson, newWorld, type World } from './world.ts'
import { Paragraph } from './oracle.ts'
import type { Outcome, Person, Right, Seen, Spoken } from './oracle-texts.ts'

const RIGHTS: readonly Right[] = ['translate uk', 'review uk', 'review en', 'publish en']
const WORDS = ['дощ', 'обʼєкт', 'об’єкт', 'міст']

const act = fc.record({
  kind: fc.constantFrom('look', 'offer', 'offer', 'decide', 'decide', 'decide', 'confirm', 'restore'),
  who: fc.nat(2), language: fc.constantFrom<Spoken>('uk', 'uk', 'en'), fresh: fc.constantFrom(true, true, false), minor: fc.boolean(), nth: fc.nat(5),
  words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 }).map((some) => some.join(' ')),
  verdict: fc.constantFrom('approve', 'approve', 'return', 'edit'),
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
// Mostly all of them: who may nothing lets little happen.
const held = fc.oneof({ weight: 3, arbitrary: fc.constant([...RIGHTS]) }, fc.subarray([...RIGHTS]))
const rights = fc.array(held, { minLength: 3, maxLength: 3 })

for (const [name, runs] of [['sqlite', byLength(80, 5000)], ['postgres', byLength(5, 200)]] as const) {
  it(`does with a paragraph what the rules say, whoever does what in whatever order, on ${name}`, async () => {
    const db = await databases[name]?.()
    assert.ok(db)
    const world = await newWorld(db)
    await fc.assert(fc.asyncProperty(rights, fc.array(act, { minLength: 30, maxLength: 80, size: 'max' }), async (held, acts) => {
      const play = await Play.begin(world, held)
      for (const one of acts) await play.step(one)
    }), { numRuns: runs })
    assert.equal(await findFault(db), null)
    await db.destroy()
  })
}

/** What the real page showed, beside what the oracle's did. */
interface Page {
  seen: Seen
  facts: SegmentFacts
}

class Play {
  readonly #db: Db
  readonly #people: { actor: Actor; person: Person }[]
  readonly #article: Id
  readonly #oracle: Paragraph
  readonly #pages = new Map<string, Page>()

  private constructor(db: Db, people: { actor: Actor; person: Person }[], article: Id, oracle: Paragraph) {
    this.#db = db
    this.#people = people
    this.#article = article
    this.#oracle = oracle
  }

  static async begin(world: World, held: readonly (readonly Right[])[]): Promise<Play> {
    const { db } = world
    const people = []
    for (const [i, some] of held.entries()) {
      const actor = await newPerson(db, `P${i}`, some.map((right) => right.replace(' ', ':')))
      people.push({ actor, person: { name: actor.id, rights: new Set(some) } })
    }
    const { article } = await newArticle(world, 'en', ['The bridge'])
    return new Play(db, people, article, new Paragraph('The bridge', world.ed.id))
  }

  async step(one: Act): Promise<void> {
    const who = this.#people[one.who]
    assert.ok(who)
    const page = await this.#pageOf(one)
    if (one.kind === 'look') return
    const expected = this.#foretell(one, who.person, page)
    if (expected === null) return
    const actual = await this.#act(one, who.actor, page)
    assert.equal(actual, expected, JSON.stringify(one))
    await this.#compare()
  }

  /** A page just opened, or one that has stood open for a while. */
  async #pageOf({ who, language, fresh, kind }: Act): Promise<Page> {
    const key = `${who} ${language}`
    const open = this.#pages.get(key)
    if (open && !fresh && kind !== 'look') return open
    const page = { seen: this.#oracle.look(language), facts: await this.#facts(language) }
    this.#pages.set(key, page)
    return page
  }

  /** What the oracle says; null for an act that makes no sense on that page. */
  #foretell(one: Act, person: Person, { seen }: Page): Outcome | null {
    if (one.kind === 'offer') return this.#oracle.offer(person, one.language, one.words, seen)
    if (one.kind === 'restore') {
      const { texts } = this.#oracle.sides[one.language]
      const old = texts[one.nth % Math.max(1, texts.length)]
      return old ? this.#oracle.restore(person, one.language, old) : null
    }
    if (!seen.proposal) return null
    if (one.kind === 'confirm') return this.#oracle.confirm(person, one.language, seen, one.minor)
    return this.#oracle.decide(person, one.language, seen, one.verdict === 'edit' ? { words: one.words } : one.verdict, one.minor)
  }

  async #act(one: Act, actor: Actor, { facts }: Page): Promise<Outcome> {
    try {
      if (one.kind === 'offer') return await this.#offer(one, actor, facts)
      if (one.kind === 'restore') return await this.#restore(one, actor)
      return await this.#decide(one, actor, facts)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return REFUSALS[error.code] ?? assert.fail(error)
    }
  }

  async #offer({ language, words }: Act, actor: Actor, page: SegmentFacts): Promise<Outcome> {
    const place = { article: this.#article, language }
    await this.#clearDraft(language, actor)
    const shown = { base: headOf(page)?.revision ?? null, source: page.source?.revision ?? null, version: 0 }
    const saved = await saveDraft(this.#db, actor, { ...place, segment: page.segment, text: words, shown })
    if (saved.saved === null) return 'moved'
    if (saved.saved === 'nothing') return 'nothing'
    const drafts = [{ segment: page.segment, version: saved.version, anyway: true }]
    const { submission, skipped } = await sendSubmission(this.#db, actor, { ...place, message: '', drafts })
    return submission ? 'done' : skipped[0]?.why === 'unchanged' ? 'nothing' : 'moved'
  }

  /** What an earlier offer left behind when it could not be sent. */
  async #clearDraft(language: Spoken, actor: Actor): Promise<void> {
    const facts = await this.#facts(language, actor)
    if (!facts.draft) return
    const shown = { base: headOf(facts)?.revision ?? null, source: facts.source?.revision ?? null, version: facts.draft.version }
    await saveDraft(this.#db, actor, { article: this.#article, language, segment: facts.segment, text: '', shown })
  }

  async #restore({ language, nth }: Act, actor: Actor): Promise<Outcome> {
    const { segment } = await this.#facts(language)
    const revisions = (await listRevisions(this.#db, segment, language)).toReversed()
    const old = revisions[nth % revisions.length]
    assert.ok(old)
    await restoreRevision(this.#db, actor, { article: this.#article, language, segment, revision: old.id, message: '' })
    return 'done'
  }

  async #decide({ kind, verdict, words, minor }: Act, actor: Actor, page: SegmentFacts): Promise<Outcome> {
    const { proposal, source, approved, segment } = page
    assert.ok(proposal)
    const shown: ShownPair = { revision: proposal.revision, source: source?.revision ?? null, approved: approved?.revision ?? null }
    if (kind === 'confirm') {
      await confirmProposal(this.#db, actor, proposal.id, shown, minor)
      return 'done'
    }
    const decision = verdict === 'edit' ? { outcome: 'edit' as const, text: words } : verdict === 'return' ? { outcome: 'return' as const, reason: words }
      : { outcome: 'approve' as const }
    const { moved } = await reviewSubmission(this.#db, actor, proposal.submission, [{ proposal: proposal.id, shown, minor, ...decision }])
    return moved.includes(segment) ? 'moved' : 'done'
  }

  async #facts(language: Spoken, person?: Actor): Promise<SegmentFacts> {
    const [facts] = await factsIn(this.#db, this.#article, 'en', language, person)
    assert.ok(facts)
    return facts
  }

  async #compare(): Promise<void> {
    for (const language of ['en', 'uk'] as const) {
      const { approved, proposal, returned } = this.#oracle.sides[language]
      const facts = await this.#facts(language)
      assert.deepEqual({
        approved: facts.approved && [facts.approved.text, facts.approved.writer, facts.approved.reviewer],
        proposal: facts.proposal && [facts.proposal.text, facts.proposal.writer, facts.proposal.sender, facts.proposal.awaits],
        returned: facts.returned?.text ?? null,
        step: stateOf(facts).step,
      }, {
        approved: approved && [approved.text.words, approved.text.writer, approved.reviewer],
        proposal: proposal && [proposal.text.words, proposal.text.writer, proposal.sender, proposal.awaits],
        returned: proposal ? null : returned?.text.words ?? null,
        step: language === 'uk' ? this.#oracle.step() : null,
      })
    }
  }
}

const REFUSALS: Partial<Record<AppError['code'], Outcome>> = {
  forbidden: 'forbidden', own_words: 'own_words', invalid: 'invalid', moved_on: 'moved', wrong_state: 'nothing',
}
