import assert from 'node:assert/strict'
import type { Id } from '../src/db/columns.ts'
import type { Actor } from '../src/people/model.ts'
import { Browser, type Answer } from './browser.ts'
import { fieldsIn } from './forms.ts'
import type { TestSite } from './site.ts'
import { factsIn, newArticle, shownOf, submit, translateAll, type Desk } from './world.ts'

export const ENGLISH = ['The quiet bridge', 'It rained for three days.', 'Nobody came.', 'The river rose.']
const UKRAINIAN = ['Тихий міст', 'Дощило три дні.', 'Ніхто не прийшов.', 'Ріка піднялася.']

/** A submission that waits, and where. */
export interface ReviewRoom extends Desk {
  segments: Id[]
  submission: Id
  page: string
  action: string
}

/** An article whose translation is approved, and changes to it, by the paragraph's place, that somebody sent. */
export async function newReviewRoom({ world, db }: TestSite, changes: Record<number, string>, sender = world.ada): Promise<ReviewRoom> {
  const { article, segments } = await newArticle(world, 'en', ENGLISH)
  const desk = { article, source: 'en', language: 'uk' }
  await translateAll(world, desk, UKRAINIAN)
  return roomOf({ ...desk, segments }, (await submit(db, sender, desk, textsAt(segments, changes))).submission)
}

/** A new article of so many paragraphs, all of it translated for the first time and waiting. */
export async function newLongRoom({ world, db }: TestSite, count: number, sender = world.ada): Promise<ReviewRoom> {
  const { article, segments } = await newArticle(world, 'en', Array.from({ length: count }, (_, i) => `Paragraph ${i}.`))
  const desk = { article, source: 'en', language: 'uk' }
  const texts = Object.fromEntries(segments.map((segment, i) => [segment, `Абзац ${i}, перекладений уперше.`]))
  return roomOf({ ...desk, segments }, (await submit(db, sender, desk, texts)).submission)
}

/** Changes of the original of a room's article, in a room of their own. */
export async function newOriginalRoom(
  { world, db }: TestSite, { article, segments }: ReviewRoom, changes: Record<number, string>,
): Promise<ReviewRoom> {
  const desk = { article, source: 'en', language: 'en' }
  return roomOf({ ...desk, segments }, (await submit(db, world.ed, desk, textsAt(segments, changes))).submission)
}

/** The proposals that wait at these places. */
export async function proposalsAt({ db }: TestSite, { article, source, language, segments }: ReviewRoom, places: number[]): Promise<Id[]> {
  const facts = await factsIn(db, article, source, language)
  return places.map((at) => shownOf(facts.find(({ segment }) => segment === segments[at]) ?? assert.fail()).proposal)
}

/** The review form as it stands on the page, with these fields typed over. */
export function filledIn({ html }: Answer, { action }: ReviewRoom, typed: Record<string, string>): [string, string][] {
  return Object.entries({ ...Object.fromEntries(fieldsIn(html, action)), ...typed })
}

export async function browserOf(site: TestSite, person: Actor, language = 'en'): Promise<Browser> {
  return new Browser(site, { language }).signInAs(site, person)
}

export async function countDecisions({ db }: TestSite): Promise<number> {
  return (await db.selectFrom('decision').select('id').execute()).length
}

function textsAt(segments: Id[], changes: Record<number, string>): Record<Id, string> {
  return Object.fromEntries(Object.entries(changes).map(([at, text]) => [segments[Number(at)] ?? '', text]))
}

function roomOf(desk: Desk & { segments: Id[] }, submission: Id | null): ReviewRoom {
  assert.ok(submission)
  return { ...desk, submission, page: `/desk/submissions/${submission}`, action: `/desk/submissions/${submission}/reviews` }
}
