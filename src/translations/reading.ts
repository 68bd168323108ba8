import type { Article } from '../articles/model.ts'
import { findArticle, listTitles } from '../articles/store.ts'
import { listShownPictures } from '../assets/shown.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { direction } from '../i18n/languages.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { listTwiceReviewed } from '../people/settings.ts'
import { namesOf } from '../people/store.ts'
import { judgeDrafts, readContext, type Context } from '../quality/judging.ts'
import { expectSpelling } from '../quality/kept-findings.ts'
import { listAnswered, listReports } from '../segments/corrections.ts'
import { loadFacts, loadKept } from '../segments/facts.ts'
import { withLinks } from '../segments/links.ts'
import { isTranslated, type OutlineRow, type SegmentFacts } from '../segments/model.ts'
import { listStands } from '../segments/passes-store.ts'
import { stillShort } from '../segments/passes.ts'
import { listOutline, listRemoved, type RemovedPlace } from '../segments/store.ts'
import { isShown, STRETCH, type Show } from './filters.ts'
import { writingAbility } from './model.ts'
import { basisOf, type Surroundings } from './notes.ts'
import { listSubstances } from './origins-store.ts'
import { readOrigins, readSimilar, type Origins } from './origins.ts'
import { readMarks } from './past-beside.ts'
import { asksFor } from './paragraphs.ts'
import { listPlaces, type ItemPlace } from './places.ts'
import { listPresent } from './presence-store.ts'
import { listOffered, listTexts } from './store.ts'
import { countElsewhere, countTwins } from './together/same.ts'
import { listWholeReturns } from './whole-store.ts'

/** An article in one language as one person may see it, or some of its paragraphs. */
export interface Reading {
  article: Article
  title: { text: string; language: Language }
  facts: SegmentFacts[]
  /** Pieces that stand in every language as they are; only where the whole article is read. */
  kept: { number: number; kind: 'code' | 'rule'; text: string }[]
  /** How many paragraphs the article has. */
  total: number
  /** Paragraphs that have no place in the article any more; only where the whole article is read. */
  removed: RemovedPlace[]
  /** What checks know besides the texts. */
  context: Context
  around: Surroundings
}

interface ParagraphPlace {
  article: Id
  language: Language
  segment: Id
}

interface Wanted {
  article: Id
  language: Language
  /** Only these paragraphs; all without. */
  segments?: readonly Id[]
  /** The paragraph that the page is about, where others are only around it. */
  hand?: Id
  /** How many paragraphs the article has, where that is known. */
  total?: number
  /** Somebody looks at the page: with who else is at work, and what might serve; else a button was pressed. */
  looks?: boolean
}

/** Reads what the translator's pages show: a fixed number of queries, however long the article is. Drafts are the actor's own. */
export async function readArticle(
  db: Db, actor: Actor, { article: id, language, segments, hand, total, looks = !segments }: Wanted, words: Surroundings['words'],
): Promise<Reading> {
  const article = await findArticle(db, id)
  const source = article.source_language
  const writer = can(actor, writingAbility(source, language), language) ? actor.id : null
  // What was typed into a paragraph that was removed meanwhile is not left out of any answer.
  const read = await loadFacts(db, { article: id, source, language, person: writer ?? undefined, segments, removed: !looks })
  const facts = await withLinks(db, read)
  if (looks && writer !== null) expectSpelling(language)
  const titles = await listTitles(db, [id], language)
  const mayDecide = can(actor, 'correction.decide', language)
  const kept = segments || source === language ? [] : await readKept(db, { article: id, source })
  const removed = looks ? await listRemoved(db, id) : []
  const older = facts.flatMap((one) => olderBasisOf(one) ?? [])
  const context = await readContext(db, source, language)
  return {
    article,
    title: titles.get(id) ?? { text: '', language: source },
    facts, kept, context, removed: segments ? [] : removed,
    total: total ?? (segments ? (await listOutline(db, id)).length : lastNumber(facts, kept)),
    around: {
      address: `/desk/articles/${id}/languages/${language}`, source, language, dir: direction(language), writer, words,
      names: await namesOf(db, peopleIn(facts)),
      findings: await judgeDrafts(db, context, facts, {
        spelled: true, ...facts.length <= FEW ? { suggested: hand ? [hand] : facts.map((one) => one.segment) } : {},
      }),
      ...await readReviewers(db, writer, language, facts),
      mayAddWords: can(actor, 'words.change', language),
      texts: await listTexts(db, older), substances: await listSubstances(db, older),
      origins: await originsOf(db, { article: id, source, language }, facts, removed),
      marks: await readMarks(db, actor, language, facts.flatMap(({ returned }) => returned?.revision ?? [])),
      whole: await listWholeReturns(db, facts.flatMap(({ returned }) => returned?.decision ?? [])),
      pictures: looks ? await listShownPictures(db, facts) : new Map(),
      twins: looks && writer !== null
        ? await readTwinCounts(db, { article: id, source, language, person: writer, whole: !segments }, facts) : new Map(),
      present: looks && writer !== null ? await listPresent(db, { article: id, language }, writer) : [],
      reports: looks && mayDecide ? await listReports(db, { article: id, language, person: actor.id }) : new Map(),
      answered: looks && mayDecide
        ? await listAnswered(db, facts.flatMap(({ segment, proposal }) => proposal ? [segment] : []), language) : new Map(),
      offered: await listOffered(db, facts.flatMap(({ proposal }) => proposal?.editedFrom ?? [])),
    },
  }
}

/** Whether two reviewers are wanted here, and which edits go on to the second once the writer confirms them. */
async function readReviewers(db: Db, writer: Id | null, language: Language, facts: readonly SegmentFacts[]): Promise<Pick<Surroundings, 'twice' | 'onward'>> {
  const twice = (await listTwiceReviewed(db, [language])).length > 0
  const edits = twice ? facts.flatMap(({ proposal }) => proposal?.awaits === 'confirmation' && proposal.sender === writer ? [proposal.id] : []) : []
  return { twice, onward: writer === null || edits.length === 0 ? new Set() : stillShort(facts, await listStands(db, edits), writer) }
}

/** Paragraphs with the same original, in this article and in others. */
async function readTwinCounts(db: Db, asking: Parameters<typeof countElsewhere>[1], facts: readonly SegmentFacts[]): Promise<Surroundings['twins']> {
  const elsewhere = await countElsewhere(db, asking, facts)
  const here = asking.whole ? countTwins(facts) : new Map<Id, number>()
  return new Map([...here, ...[...elsewhere].map(([segment, count]) => [segment, count + (here.get(segment) ?? 0)] as const)])
}

async function originsOf(
  db: Db, place: { article: Id; source: Language; language: Language }, facts: readonly SegmentFacts[], removed: readonly RemovedPlace[],
): Promise<Origins> {
  if (place.source === place.language) return new Map()
  const origins = await readOrigins(db, place, facts)
  const similar = await readSimilar(db, place, facts.filter(({ segment }) => !origins.has(segment)), removed)
  return new Map([...similar, ...origins])
}

async function readKept(db: Db, place: { article: Id; source: Language }): Promise<Reading['kept']> {
  const facts = await loadKept(db, place)
  return facts.flatMap(({ position, kind, approved }) =>
    kind === 'code' || kind === 'rule' ? [{ number: position + 1, kind, text: approved?.text ?? '' }] : [])
}

/** One paragraph among its neighbours. */
export interface ParagraphReading extends Reading {
  one: SegmentFacts
  item: ItemPlace | null
  before: SegmentFacts | null
  after: SegmentFacts | null
}

/** One paragraph, with what stands around it. Throws `not_found` for one of another article. */
export async function readParagraph(
  db: Db, actor: Actor, { article, language, segment }: ParagraphPlace, words: Surroundings['words'],
): Promise<ParagraphReading> {
  const { source_language: source } = await findArticle(db, article)
  const all = await listOutline(db, article)
  const outline = all.filter(({ kind }) => source === language || isTranslated(kind))
  const at = outline.findIndex((row) => row.segment === segment)
  const near = outline.slice(Math.max(at - 1, 0), at + 2).map((row) => row.segment)
  const reading = await readArticle(db, actor, { article, language, segments: near, hand: segment, total: all.length, looks: true }, words)
  const find = (row: OutlineRow | undefined) => reading.facts.find((one) => one.segment === row?.segment) ?? null
  const [before, one, after] = [find(outline[at - 1]), find(outline[at]), find(outline[at + 1])]
  if (at < 0 || !one) throw new AppError('not_found', { segment })
  return { ...reading, one, before, after, item: listPlaces(outline)[at] ?? null }
}

/** What was meant by a misspelled word is asked where so few paragraphs are in hand. */
const FEW = 3

// The next paragraph is mostly near; only when it is not, the rest of a long article is read.
const NEAR = 12

/** The paragraph after `segment` that asks for the actor, from the beginning again after the last one; null when none does. */
export async function findNext(db: Db, actor: Actor, { article: id, language, segment }: ParagraphPlace, show: Show = 'all'): Promise<Id | null> {
  const { source_language: source } = await findArticle(db, id)
  const all = (await listOutline(db, id)).map((row) => row.segment)
  const at = all.indexOf(segment)
  const others = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))]
  for (const some of [others.slice(0, NEAR), others.slice(NEAR)]) {
    const facts = await loadFacts(db, { article: id, source, language, person: actor.id, segments: some })
    const findings = await judgeDrafts(db, await readContext(db, source, language), facts)
    const asks = facts.filter((one) => asksFor(one, actor.id, findings) && isShown(one, show, actor.id))
    const asking = new Set(asks.map((one) => one.segment))
    const next = some.find((one) => asking.has(one))
    if (next) return next
  }
  return null
}

/** Is the article too long for one page? */
export async function isLong(db: Db, article: Id): Promise<boolean> {
  return (await listOutline(db, article)).length > STRETCH
}

function lastNumber(facts: readonly SegmentFacts[], kept: Reading['kept']): number {
  return Math.max(1 + (facts.at(-1)?.position ?? -1), kept.at(-1)?.number ?? 0)
}

function olderBasisOf(facts: SegmentFacts): Id | null {
  const basis = basisOf(facts)
  return basis === facts.source?.revision ? null : basis
}

function peopleIn(facts: readonly SegmentFacts[]): Id[] {
  return facts.flatMap(({ proposal, returned }) => [
    ...proposal ? [proposal.sender, proposal.writer] : [],
    ...returned ? [returned.reviewer] : [],
  ])
}
