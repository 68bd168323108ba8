import type { Id, Language } from '../../src/db/columns.ts'
import type { Db } from '../../src/db/schema.ts'
import type { Actor } from '../../src/people/model.ts'
import { reviewSubmission } from '../../src/reviews/actions.ts'
import type { Verdict } from '../../src/reviews/model.ts'
import { loadFacts } from '../../src/segments/facts.ts'
import { headOf, type OpenProposal, type SegmentFacts } from '../../src/segments/model.ts'
import { saveDraft, sendSubmission } from '../../src/translations/actions.ts'

interface Place { article: Id; source: Language; language: Language }
export type Variants = Record<string, { earlier: string; better: string; reason: string }>
type Outcome = { outcome: 'approve' } | { outcome: 'edit'; text: string } | { outcome: 'return'; reason: string }

/** A translator and a reviewer at work on one article in one language, by the same acts as in a browser. */
export class Desk {
  readonly #db: Db
  readonly #people: { translator: Actor; reviewer: Actor }
  readonly #place: Place

  constructor(db: Db, people: { translator: Actor; reviewer: Actor }, place: Place) {
    this.#db = db
    this.#people = people
    this.#place = place
  }

  async translateAll(texts: readonly string[]): Promise<void> {
    await this.#send(new Map(texts.entries()))
    await this.#review(() => ({ outcome: 'approve' }))
  }

  /** Changes some words of an approved paragraph, through review. */
  async change(words: string, by: string): Promise<void> {
    const one = (await this.#facts()).find(({ approved }) => approved?.text.includes(words))
    if (!one?.approved) throw new Error(`the demo's text has no such words: ${words}`)
    await this.#send(new Map([[one.position, one.approved.text.replace(words, by)]]))
    await this.#review(() => ({ outcome: 'approve' }))
  }

  /** Leaves paragraphs in every state: approved, in review, edited, returned, draft, not started. */
  async leaveMidway(texts: readonly string[], variants: Variants): Promise<void> {
    const earlier = (i: number) => variants[i]?.earlier ?? texts[i] ?? ''
    await this.#send(new Map([...range(0, 8), 18].map((i) => [i, earlier(i)])), 'Перша третина статті. Щодо терміна в третьому абзаці вагаюся.')
    await this.#review((i) => {
      if (i === 2) return { outcome: 'return', reason: variants[2]?.reason ?? '' }
      return i === 4 ? { outcome: 'edit', text: texts[4] ?? '' } : { outcome: 'approve' }
    })
    await this.#send(new Map([0, 8, 18].map((i) => [i, i === 8 ? earlier(i) : texts[i] ?? ''])), 'Уточнено заголовок і передостанній абзац, далі — перелік.')
    for (const i of [9, 10, 12]) await this.#type(i, earlier(i))
  }

  async #facts(): Promise<SegmentFacts[]> {
    return loadFacts(this.#db, { ...this.#place, person: this.#people.translator.id })
  }

  async #type(position: number, text: string): Promise<void> {
    const one = (await this.#facts())[position]
    if (!one) throw new Error(`the demo's translation has one paragraph too many: ${position}`)
    const shown = { base: headOf(one)?.revision ?? null, source: one.source?.revision ?? null, version: one.draft?.version ?? 0 }
    await saveDraft(this.#db, this.#people.translator, { ...this.#place, segment: one.segment, text, shown })
  }

  async #send(texts: ReadonlyMap<number, string>, message = ''): Promise<void> {
    for (const [position, text] of texts) await this.#type(position, text)
    const drafts = (await this.#facts()).flatMap(({ segment, draft }) => draft ? [{ segment, version: draft.version }] : [])
    await sendSubmission(this.#db, this.#people.translator, { ...this.#place, message, drafts })
  }

  async #review(decide: (position: number) => Outcome): Promise<void> {
    const waiting = (await this.#facts()).flatMap((facts) => facts.proposal ? [{ facts, proposal: facts.proposal }] : [])
    const submission = waiting[0]?.proposal.submission ?? ''
    await reviewSubmission(this.#db, this.#people.reviewer, submission, waiting.map((one) => verdictOn(one, decide(one.facts.position))))
  }
}

function verdictOn({ facts, proposal }: { facts: SegmentFacts; proposal: OpenProposal }, outcome: Outcome): Verdict {
  const shown = { revision: proposal.revision, source: facts.source?.revision ?? null, approved: facts.approved?.revision ?? null }
  return { proposal: proposal.id, shown, ...outcome }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
