import { importArticle } from '../src/articles/actions.ts'
import type { NewSegment } from '../src/articles/model.ts'
import { newId, now } from '../src/db/id.ts'
import type { Id, Language } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { transact } from '../src/db/transact.ts'
import { readGrant, type Actor, type Grant } from '../src/people/model.ts'
import { insertPerson, replaceGrants } from '../src/people/store.ts'
import type { NewMark } from '../src/quality/marks.ts'
import { reviewSubmission } from '../src/reviews/actions.ts'
import type { ShownPair, Verdict } from '../src/reviews/model.ts'
import { loadFacts } from '../src/segments/facts.ts'
import { headOf, type SegmentFacts } from '../src/segments/model.ts'
import { saveDraft, sendSubmission, type Sent } from '../src/translations/actions.ts'

/** A small newsroom. Ada translates into Ukrainian, Rev and Sam review it, Ed publishes everything, Tom translates into English. */
export interface World {
  db: Db
  ada: Actor
  bob: Actor
  rev: Actor
  sam: Actor
  ed: Actor
  tom: Actor
  admin: Actor
}

export async function newWorld(db: Db): Promise<World> {
  return {
    db,
    ada: await newPerson(db, 'Ada', ['translate:uk']),
    bob: await newPerson(db, 'Bob', ['translate:uk', 'review:uk']),
    rev: await newPerson(db, 'Rev', ['review:uk', 'review:en']),
    sam: await newPerson(db, 'Sam', ['review:uk', 'review:en']),
    ed: await newPerson(db, 'Ed', ['publish:uk', 'publish:en']),
    tom: await newPerson(db, 'Tom', ['translate:en']),
    admin: await newPerson(db, 'Admin', ['administrator']),
  }
}

export async function newPerson(db: Db, name: string, grants: readonly string[]): Promise<Actor> {
  const id = newId()
  const held = grants.map(readGrant).filter((grant): grant is Grant => grant !== null)
  await transact(db, async (tx) => {
    await insertPerson(tx, {
      id, name, email: `${name}.${id}@example.org`, email_folded: `${name}.${id}@example.org`.toLowerCase(), password_hash: null,
      interface_language: null, created_at: now(), disabled_at: null,
    })
    await replaceGrants(tx, id, held)
  })
  return { id, name, interfaceLanguage: null, grants: held }
}

export const TITLE = 'The quiet bridge'

/** A title and paragraphs. */
export function segmentsOf(...texts: string[]): NewSegment[] {
  return texts.map((text, i) => ({ kind: i === 0 ? 'title' : 'paragraph', level: 0, list: null, text }))
}

export async function newArticle({ db, ed }: World, language: Language, texts: readonly string[], approved = true) {
  return importArticle(db, ed, { language, siteText: null, segments: segmentsOf(...texts), approved, message: '' })
}

/** The facts of each segment as a person sees them. */
export async function factsIn(db: Db, article: Id, source: Language, language: Language, person?: Actor): Promise<SegmentFacts[]> {
  return loadFacts(db, { article, source, language, person: person?.id })
}

export interface Desk {
  article: Id
  source: Language
  language: Language
}

/** Types one text over what stands there now, and saves it. */
export async function type(db: Db, writer: Actor, { article, source, language }: Desk, segment: Id, text: string) {
  const one = (await factsIn(db, article, source, language, writer)).find((facts) => facts.segment === segment)
  if (!one) throw new Error('no such segment')
  const shown = { base: headOf(one)?.revision ?? null, source: one.source?.revision ?? null, version: one.draft?.version ?? 0 }
  return saveDraft(db, writer, { article, language, segment, text, shown })
}

/** Types the texts and sends them to review in one submission. */
export async function submit(db: Db, writer: Actor, desk: Desk, texts: Record<Id, string>): Promise<Sent> {
  for (const [segment, text] of Object.entries(texts)) await type(db, writer, desk, segment, text)
  const facts = await factsIn(db, desk.article, desk.source, desk.language, writer)
  const drafts = facts.flatMap(({ segment, draft }) => draft && segment in texts ? [{ segment, version: draft.version, anyway: true }] : [])
  return sendSubmission(db, writer, { ...desk, message: '', drafts })
}

/** What a review page would show of a segment now. */
export function shownOf({ proposal, source, approved }: SegmentFacts): { proposal: Id; shown: ShownPair } {
  if (!proposal) throw new Error('nothing proposed')
  const shown = { revision: proposal.revision, source: source?.revision ?? null, approved: approved?.revision ?? null }
  return { proposal: proposal.id, shown }
}

/** Decides the same on every open proposal of the desk. */
export async function reviewAll(db: Db, reviewer: Actor, desk: Desk, decide: (facts: SegmentFacts) => { marks?: readonly NewMark[] } & ({ outcome: 'approve' } |
{ outcome: 'edit'; text: string } | { outcome: 'return'; reason: string }) = () => ({ outcome: 'approve' })) {
  const open = (await factsIn(db, desk.article, desk.source, desk.language)).filter((facts) => facts.proposal)
  const bySubmission = Map.groupBy(open, (facts) => facts.proposal?.submission ?? '')
  for (const [submission, some] of bySubmission) {
    const verdicts: Verdict[] = some.map((facts) => ({ ...shownOf(facts), ...decide(facts) }))
    await reviewSubmission(db, reviewer, submission, verdicts)
  }
}

/** Writes, sends and approves translations for every segment. */
export async function translateAll(world: World, desk: Desk, texts: readonly string[]): Promise<void> {
  const facts = await factsIn(world.db, desk.article, desk.source, desk.language)
  const translator = desk.language === 'uk' ? world.ada : world.tom
  await submit(world.db, translator, desk, Object.fromEntries(facts.map(({ segment }, i) => [segment, texts[i] ?? `${desk.language} ${i}`])))
  await reviewAll(world.db, world.rev, desk)
}
