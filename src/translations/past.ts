import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { listActsOn } from '../ledger/store.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { listHappenings, shiftsOf, type Happening } from './happenings.ts'
import { readPastBeside, type PastBeside } from './past-beside.ts'
import {
  countPlaces, listGiven, listLines, listNumbers, listOrders, listOutlines, listTextsOf, listWriterIds, type PastLine,
} from './past-store.ts'
import { listDecisions, listRevisions, type PastDecision, type PastRevision } from './store.ts'

/** Everything that was of a paragraph in a language. */
export interface Past extends PastBeside {
  revisions: readonly PastRevision[]
  decisions: readonly PastDecision[]
  happenings: readonly Happening[]
  undone: readonly Undone[]
  /** Paragraphs that this one was split from or joined of, with the texts they had until then. */
  ancestors: readonly Ancestor[]
  /** Where the paragraphs that are spoken of stand now; none for those that were removed. */
  numbers: ReadonlyMap<Id, number>
}

/** Texts of somebody that an editor undid, in this paragraph among others. */
export interface Undone {
  at: Timestamp
  by: string
  whose: string
  reason: string
}

interface Ancestor {
  segment: Id
  revisions: readonly PastRevision[]
}

/** All paragraphs of the structures that are compared for one page. */
const MOST_PLACES = 40_000
const MOST_ANCESTORS = 10
const MOST_UNDONE = 50

/** Reads all of it, across splits, joins and moves, in a fixed number of queries. */
export async function readPast(
  db: Db, actor: Actor, { article, language, segment }: { article: Id; language: Language; segment: Id },
): Promise<Past> {
  const outlines = await listOutlines(db, article, segment)
  const lines = await listLines(db, [segment])
  const ancestors = await readAncestors(db, segment, lines, language)
  const shown = [...lines.flatMap((line) => [line.segment, line.from]), ...ancestors.map((one) => one.segment)]
  const revisions = await listRevisions(db, segment, language)
  const all = [...revisions, ...ancestors.flatMap((one) => one.revisions)].map(({ id }) => id)
  return {
    ...await readPastBeside(db, actor, language, all),
    revisions, decisions: await listDecisions(db, segment, language),
    happenings: listHappenings(segment, outlines, lines, await readOrders(db, shiftsOf(outlines))),
    undone: await readUndone(db, segment, language), ancestors, numbers: await listNumbers(db, article, [...new Set(shown)]),
  }
}

/** As many structures as fit, the newest first. */
async function readOrders(db: Db, shifts: readonly [Id, Id][]): Promise<Map<Id, Id[]>> {
  const sizes = await countPlaces(db, [...new Set(shifts.flat())])
  let left = MOST_PLACES
  const fit = shifts.filter((pair) => (left -= pair.reduce((sum, outline) => sum + (sizes.get(outline) ?? 0), 0)) >= 0)
  return listOrders(db, [...new Set(fit.flat())])
}

/** Step by step back to the paragraphs whose words this one has a part of, each with what it said before that happened. */
async function readAncestors(db: Db, segment: Id, own: readonly PastLine[], language: Language): Promise<Ancestor[]> {
  const until = new Map<Id, PastLine>()
  let lines = own.filter((line) => line.segment === segment)
  for (let step = 0; step < MOST_ANCESTORS && lines.length > 0 && until.size < MOST_ANCESTORS; step++) {
    const fresh = lines.filter(({ from }) => from !== segment && !until.has(from)).slice(0, MOST_ANCESTORS - until.size)
    for (const line of fresh) until.set(line.from, line)
    const children = new Set(fresh.map(({ from }) => from))
    lines = (await listLines(db, [...children])).filter((line) => children.has(line.segment) && line.at <= (until.get(line.segment)?.at ?? ''))
  }
  const texts = await listTextsOf(db, [...until.keys()], language)
  const given = await listGiven(db, [...until.values()].map(({ change }) => change), [...until.keys()])
  return [...until].map(([from, { at }]) =>
    ({ segment: from, revisions: (texts.get(from) ?? []).filter((text) => text.at <= at && !given.has(text.id)) }))
}

async function readUndone(db: Db, segment: Id, language: Language): Promise<Undone[]> {
  const subjects = (await listWriterIds(db, segment, language)).map((writer) => `person:${writer}`)
  const lines = (await listActsOn(db, { act: 'edits.undone', subjects, mentions: segment, limit: MOST_UNDONE }))
    .map(({ actor, subject, details, at }) => ({ actor, whose: subject.slice('person:'.length), at, ...readDetails(details) }))
    .filter((line) => line.language === language)
  const names = await namesOf(db, lines.flatMap(({ actor, whose }) => [actor, whose]))
  return lines.map(({ actor, whose, at, reason }) => ({ at, by: names.get(actor) ?? '', whose: names.get(whose) ?? '', reason }))
}

function readDetails(details: string): { language: string; reason: string } {
  const { language, reason } = JSON.parse(details) as { language?: unknown; reason?: unknown }
  return { language: typeof language === 'string' ? language : '', reason: typeof reason === 'string' ? reason : '' }
}
