import type { Article } from '../articles/model.ts'
import { findArticle, listTitles } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { readSettings } from '../people/settings.ts'
import { namesOf } from '../people/store.ts'
import { listWriters } from '../segments/lineage.ts'
import { loadFacts } from '../segments/facts.ts'
import type { OutlineRow, SegmentFacts } from '../segments/model.ts'
import { findSubmission, type Submission } from '../segments/proposals.ts'
import { listOutline } from '../segments/store.ts'
import {
  countOutcomes, listDecisions, listMarks, listReturns, listTexts,
  type DecisionRow, type ProposalMark, type ReturnRow, type WrittenText,
} from './store.ts'

// A form with more could be larger than a form may be.
const MOST_ROWS = 100
const MOST_CHARACTERS = 120_000

/** A submission with a stretch of its paragraphs, as it stands now. */
export interface Sheet {
  submission: Submission
  article: Article
  title: { text: string; language: Language }
  /** The policy of this language lets people approve their own words. */
  selfApproval: boolean
  rows: SheetRow[]
  page: { current: number; count: number }
  total: { paragraphs: number; review: number; confirmation: number; approved: number; returned: number }
  names: ReadonlyMap<Id, string>
  /** What was proposed, and what it was translated from, by revision. */
  texts: ReadonlyMap<Id, WrittenText>
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
}

/** A page by its number, or the one with these proposals; else the first where something waits. */
type Wanted = { page?: number | undefined; proposals?: readonly Id[] | undefined }

/** Reads a submission in a fixed number of queries. Throws `not_found` for an unknown one, page or proposal. */
export async function loadSheet(db: Db, id: Id, languages: readonly Language[], { page, proposals = [] }: Wanted = {}): Promise<Sheet> {
  const submission = await findSubmission(db, id)
  const article = await findArticle(db, submission.article_id)
  const marks = Map.groupBy(await listMarks(db, id), (mark) => mark.segment)
  const slices = sliced((await listOutline(db, article.id)).filter((row) => marks.has(row.segment)), marks)
  const named = segmentsOf(marks, proposals)
  const isWanted = (segment: Id) => named.size > 0 ? named.has(segment) : isOpen(marks.get(segment))
  const current = page ?? slices.findIndex((slice) => slice.some(isWanted)) + 1
  const slice = slices[Math.max(current, 1) - 1]
  if (!slice) throw new AppError('not_found', { submission: id, page: current })
  const rows = await loadRows(db, { submission, article }, marks, new Set([...slice, ...named]))
  const texts = await listTexts(db, rows.flatMap(revisionsOf))
  const titles = await listTitles(db, [article.id], submission.language)
  const last = [...marks.values()].map((chain) => chain.at(-1))
  return {
    submission, article, rows, texts,
    title: titles.get(article.id) ?? { text: '', language: article.source_language },
    selfApproval: (await readSettings(db, languages)).reviewPolicy[submission.language] === 'one',
    page: { current: Math.max(current, 1), count: slices.length },
    total: {
      paragraphs: marks.size,
      review: last.filter((mark) => mark?.closedAt === null && mark.awaits === 'review').length,
      confirmation: last.filter((mark) => mark?.closedAt === null && mark.awaits === 'confirmation').length,
      ...await countOutcomes(db, id),
    },
    names: await namesOf(db, [submission.sender_id, ...[...texts.values()].map(({ writer }) => writer), ...rows.flatMap(reviewersOf)]),
  }
}

function revisionsOf({ facts, marks }: SheetRow): Id[] {
  return [...marks.map(({ revision }) => revision), ...facts.proposal?.sourceRevision ? [facts.proposal.sourceRevision] : []]
}

function reviewersOf({ decisions, returned }: SheetRow): Id[] {
  return [...decisions.map(({ reviewer }) => reviewer), ...returned ? [returned.reviewer] : []]
}

async function loadRows(db: Db, { submission, article }: Pick<Sheet, 'submission' | 'article'>, marks: ReadonlyMap<Id, ProposalMark[]>,
  segments: ReadonlySet<Id>): Promise<SheetRow[]> {
  const chains = [...segments].flatMap((segment) => marks.get(segment) ?? [])
  const { language } = submission
  const facts = await loadFacts(db, { article: article.id, source: article.source_language, language, segments: [...segments] })
  const decisions = Map.groupBy(await listDecisions(db, chains.map(({ id }) => id)), ({ segment }) => segment)
  const returns = await listReturns(db, [...segments], language)
  const open = facts.flatMap(({ proposal }) => proposal ? [proposal.revision] : [])
  const writers = await listWriters(db, open)
  return facts.map((one) => ({
    facts: one,
    marks: marks.get(one.segment) ?? [],
    decisions: decisions.get(one.segment) ?? [],
    returned: one.proposal ? returns.get(one.segment) ?? null : null,
    writers: writers.get(one.proposal?.revision ?? '') ?? new Set(),
  }))
}

/** Stretches of the article that fit into one form. By first proposals, so that what is decided never moves the others. */
function sliced(outline: readonly OutlineRow[], marks: ReadonlyMap<Id, ProposalMark[]>): Id[][] {
  const slices: Id[][] = [[]]
  let characters = 0
  for (const { segment } of outline) {
    const length = marks.get(segment)?.[0]?.length ?? 0
    const last = slices.at(-1) ?? []
    if (last.length > 0 && (last.length === MOST_ROWS || characters + length > MOST_CHARACTERS)) {
      slices.push([segment])
      characters = length
    } else {
      last.push(segment)
      characters += length
    }
  }
  return slices
}

function segmentsOf(marks: ReadonlyMap<Id, ProposalMark[]>, proposals: readonly Id[]): Set<Id> {
  const segments = new Map([...marks.values()].flat().map((mark) => [mark.id, mark.segment]))
  return new Set(proposals.map((proposal) => {
    const segment = segments.get(proposal)
    if (segment === undefined) throw new AppError('not_found', { proposal })
    return segment
  }))
}

function isOpen(chain: readonly ProposalMark[] | undefined): boolean {
  return chain?.at(-1)?.closedAt === null
}
