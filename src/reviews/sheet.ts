import type { Article } from '../articles/model.ts'
import { findArticle, listTitles } from '../articles/store.ts'
import { listShownPictures, type ShownPicture } from '../assets/shown.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { findReviewPolicy } from '../people/settings.ts'
import { namesOf } from '../people/store.ts'
import { listAnswered, type Report } from '../segments/corrections.ts'
import { listWriters } from '../segments/lineage.ts'
import { loadFacts } from '../segments/facts.ts'
import type { OutlineRow, SegmentFacts } from '../segments/model.ts'
import { findSubmission, type Submission } from '../segments/proposals.ts'
import { findChangeOf, type SentChange } from '../segments/source-changes.ts'
import { listOutline, listRemoved } from '../segments/store.ts'
import { readBeside, type Beside } from './beside.ts'
import { isOpen, openIn, openOnes, sliced, type Section } from './sections.ts'
import { listPasses, listStands, type Stand } from '../segments/passes-store.ts'
import { standing } from '../segments/passes.ts'
import { listDependents } from './dependents-store.ts'
import {
  countOutcomes, listDecisions, listMarks, listReturnExamples, listReturns, listSubmissionReturns, listTexts,
  type DecisionRow, type ProposalMark, type ReturnRow, type WrittenText,
} from './store.ts'

/** A submission with a stretch of its paragraphs, as it stands now. */
export interface Sheet extends Beside {
  submission: Submission
  article: Article
  title: { text: string; language: Language }
  /** The policy of this language lets people approve their own words. */
  selfApproval: boolean
  /** Two reviewers have to stand behind a text in this language. */
  second: boolean
  rows: SheetRow[]
  sections: Section[]
  /** The number of the section that is shown. */
  current: number
  total: { paragraphs: number; review: number; confirmation: number; approved: number; edited: number; returned: number }
  /** Of the whole submission. */
  numbers: ReadonlyMap<Id, number>
  returnedWhole: ReturnedWhole | null
  /** What it does to the structure of the article, which is decided as a whole. */
  change: SentChange | null
  names: ReadonlyMap<Id, string>
  /** What readers reported that stands behind what waits, by segment. */
  answered: ReadonlyMap<Id, Report[]>
  /** By paragraph, the picture that it is about. */
  pictures: ReadonlyMap<Id, ShownPicture>
  /** In the source language: which languages have a translation in step with the original, by segment. */
  dependents: ReadonlyMap<Id, Language[]>
  /** What was proposed, and what it was translated from, by revision. */
  texts: ReadonlyMap<Id, WrittenText>
}

/** The last return of the submission as a whole. */
interface ReturnedWhole {
  reviewer: Id
  at: Timestamp
  reason: string
  examples: { segment: Id; reason: string }[]
}

/** One paragraph of a submission. */
export interface SheetRow {
  facts: SegmentFacts
  /** What was proposed for it here: first the sender's text, then a reviewer's edit of it. */
  marks: ProposalMark[]
  decisions: DecisionRow[]
  /** A return, in an earlier submission, that this one answers. */
  returned: ReturnRow | null
  /** Who wrote a part of what waits. */
  writers: ReadonlySet<Id>
  /** Which reviewers stood for what waits, as it is now. */
  stands: Stand[]
  /** Who ever passed it on here. */
  passes: { reviewer: Id; at: Timestamp }[]
}

/** A section by its number, or the one with these proposals, and these besides; else the first where something waits. */
type Wanted = { page?: number | undefined; proposals?: readonly Id[] | undefined; segment?: Id | undefined; open?: boolean }

/** Reads a submission in a fixed number of queries. Throws `not_found` for an unknown one, page or proposal. */
export async function loadSheet(
  db: Db, id: Id, { page, proposals = [], segment, open = false }: Wanted = {},
): Promise<Sheet> {
  const submission = await findSubmission(db, id)
  const article = await findArticle(db, submission.article_id)
  const marks = Map.groupBy(await listMarks(db, id), (mark) => mark.segment)
  const whole = await listOutline(db, article.id)
  const outline = await placesOf(db, article.id, whole, new Set(marks.keys()))
  const slices = sliced(outline, marks)
  const named = segmentsOf(marks, proposals)
  const isWanted = (one: Id) => segment !== undefined ? one === segment : named.size > 0 ? named.has(one) : isOpen(marks.get(one))
  const current = page ?? slices.findIndex((slice) => slice.some(isWanted)) + 1
  const slice = slices[Math.max(current, 1) - 1]
  if (!slice) throw new AppError('not_found', { submission: id, page: current })
  const rows = await loadRows(db, { submission, article }, marks, new Set(open ? openOnes(outline, marks) : [...slice, ...named]))
  const texts = await listTexts(db, rows.flatMap(revisionsOf))
  const policy = await findReviewPolicy(db, submission.language)
  const titles = await listTitles(db, [article.id], submission.language)
  const last = [...marks.values()].map((chain) => chain.at(-1))
  const returnedWhole = await findReturnedWhole(db, id)
  return {
    submission, article, rows, texts,
    ...await readBeside(db, { article, submission }, rows),
    title: titles.get(article.id) ?? { text: '', language: article.source_language },
    selfApproval: policy === 'one', second: policy === 'three',
    sections: slices.map((some) => ({ paragraphs: some.length, open: some.flatMap((segment) => openIn(marks.get(segment))) })),
    current: Math.max(current, 1),
    numbers: new Map(outline.map(({ segment, position }) => [segment, position + 1])),
    pictures: await listShownPictures(db, whole, new Set(rows.map(({ facts }) => facts.segment))),
    answered: await listAnswered(db, rows.flatMap(({ facts: { segment, proposal } }) => proposal ? [segment] : []), submission.language),
    returnedWhole, change: await findChangeOf(db, id),
    dependents: submission.language === article.source_language
      ? await listDependents(db, article, rows.map(({ facts }) => facts.segment)) : new Map(),
    total: {
      paragraphs: marks.size,
      review: last.filter((mark) => mark?.closedAt === null && mark.awaits === 'review').length,
      confirmation: last.filter((mark) => mark?.closedAt === null && mark.awaits === 'confirmation').length,
      ...await countOutcomes(db, id),
    },
    names: await namesOf(db, [submission.sender_id, ...[...texts.values()].map(({ writer }) => writer), ...rows.flatMap(reviewersOf),
      ...returnedWhole ? [returnedWhole.reviewer] : []]),
  }
}

/** Where the paragraphs of a submission stand, or stood before they were removed. */
async function placesOf(db: Db, article: Id, whole: readonly OutlineRow[], segments: ReadonlySet<Id>): Promise<OutlineRow[]> {
  const here = whole.filter(({ segment }) => segments.has(segment))
  if (here.length === segments.size) return here
  const found = new Set(here.map(({ segment }) => segment))
  const removed = await listRemoved(db, article, [...segments].filter((segment) => !found.has(segment)))
  return [...here, ...removed].sort((a, b) => a.position - b.position)
}

function revisionsOf({ facts, marks }: SheetRow): Id[] {
  return [...marks.map(({ revision }) => revision), ...facts.proposal?.sourceRevision ? [facts.proposal.sourceRevision] : []]
}

function reviewersOf({ decisions, returned, stands, passes }: SheetRow): Id[] {
  return [...stands, ...passes, ...decisions, ...returned ? [returned] : []].map(({ reviewer }) => reviewer)
}

async function loadRows(db: Db, { submission, article }: Pick<Sheet, 'submission' | 'article'>, marks: ReadonlyMap<Id, ProposalMark[]>,
  segments: ReadonlySet<Id>): Promise<SheetRow[]> {
  const chains = [...segments].flatMap((segment) => marks.get(segment) ?? [])
  const { language } = submission
  const place = { article: article.id, source: article.source_language, language }
  const facts = await loadFacts(db, { ...place, segments: [...segments], removed: true })
  const decisions = Map.groupBy(await listDecisions(db, chains.map(({ id }) => id)), ({ segment }) => segment)
  const returns = await listReturns(db, [...segments], language)
  const open = facts.flatMap(({ proposal }) => proposal ? [proposal.revision] : [])
  const passes = Map.groupBy(await listPasses(db, chains.map(({ id }) => id)), ({ segment }) => segment)
  const writers = await listWriters(db, open)
  const stands = await listStands(db, facts.flatMap(({ proposal }) => proposal?.id ?? []))
  return facts.map((one) => ({
    facts: one,
    marks: marks.get(one.segment) ?? [],
    decisions: decisions.get(one.segment) ?? [],
    returned: one.proposal ? returns.get(one.segment) ?? null : null,
    writers: writers.get(one.proposal?.revision ?? '') ?? new Set(),
    passes: passes.get(one.segment) ?? [],
    stands: one.proposal ? standing({ ...one, proposal: one.proposal }, stands) : [],
  }))
}

function segmentsOf(marks: ReadonlyMap<Id, ProposalMark[]>, proposals: readonly Id[]): Set<Id> {
  const segments = new Map([...marks.values()].flat().map((mark) => [mark.id, mark.segment]))
  return new Set(proposals.map((proposal) => {
    const segment = segments.get(proposal)
    if (segment === undefined) throw new AppError('not_found', { proposal })
    return segment
  }))
}

async function findReturnedWhole(db: Db, submission: Id): Promise<ReturnedWhole | null> {
  const last = (await listSubmissionReturns(db, submission)).at(-1)
  if (!last) return null
  return { reviewer: last.reviewer_id, at: last.created_at, reason: last.reason, examples: await listReturnExamples(db, last) }
}
