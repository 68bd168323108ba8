import { listTitles, type Title } from '../articles/store.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { namesOf } from '../people/store.ts'
import { plainText } from '../text/inline.ts'
import { listTexts } from '../translations/store.ts'
import { judge, markOf, type Edited, type Selection, type Undoing, type Untouched } from './model.ts'
import { readEdited } from './edited-store.ts'
import { listCandidates, type Cursor } from './store.ts'

/** A paragraph of a plan. */
interface Place {
  segment: Id
  article: Id
  number: number
  kind: SegmentKind
  /** It has no place in its article any more. */
  removed: boolean
}

/** A paragraph in which a text of theirs stands, and what stands there without it. */
export interface PlanRow extends Place {
  mark: string
  /** What of theirs goes. */
  goes: ('approved' | 'waiting' | 'returned')[]
  text: string
  /** Null when nothing was there before: the paragraph is not translated any more. */
  back: { text: string; state: 'approved' | 'waiting'; by: string; at: Timestamp } | null
  /** Who offers another text in this paragraph, which goes on waiting for review. */
  stays: string | null
}

/** A paragraph that they wrote in, and that is left as it is. */
export interface UntouchedRow extends Place {
  why: Exclude<Untouched['why'], 'nothing'>
  by: string
  at: Timestamp
}

/** What undoing would do, as many paragraphs of it as go together; nothing of it is done yet. */
export interface Plan {
  rows: PlanRow[]
  untouched: UntouchedRow[]
  /** Paragraphs in which no text of theirs stands any more. */
  gone: number
  titles: ReadonlyMap<Id, Title>
  /** Where the next part begins. */
  next: Cursor | null
}

/** Reads a part of a plan in a fixed number of queries. `lang` is the language in which articles are named. */
export async function readPlan(db: Db, asked: Selection, { lang, after, limit }: {
  lang: Language; after: Cursor | null; limit: number
}): Promise<Plan> {
  const candidates = await listCandidates(db, asked, { after, limit: limit + 1 })
  const edited = (await readEdited(db, asked.language, candidates.slice(0, limit))).sort(inOrder)
  const judged = edited.map((one) => ({ one, ...judge(one, asked) }))
  const untouched = judged.flatMap(({ one, untouched: left }): Left[] =>
    left && left.why !== 'nothing' ? [{ one, why: left.why, stands: left.stands }] : [])
  const words = await readWords(db, judged.flatMap(({ undoing }) => undoing ?? []), untouched.flatMap(({ stands }) => stands ?? []))
  const titles = await listTitles(db, [...new Set(edited.map(({ article }) => article))], lang)
  return {
    rows: judged.flatMap(({ one, undoing }) => undoing ? [rowOf(one, undoing, words)] : []),
    untouched: untouched.map((each) => untouchedRow(each, words)),
    gone: judged.filter((each) => each.untouched?.why === 'nothing').length,
    titles: new Map([...titles].map(([id, title]) => [id, { ...title, text: plainText(title.text) }])),
    next: candidates.length > limit ? candidates[limit - 1] ?? null : null,
  }
}

/** A paragraph that is left, and why. */
type Left = Pick<UntouchedRow, 'why'> & Pick<Untouched, 'stands'> & { one: Edited }

function inOrder(a: Edited, b: Edited): number {
  if (a.article !== b.article) return a.article < b.article ? -1 : 1
  return Number(a.removed) - Number(b.removed) || a.position - b.position
}

interface Words {
  texts: ReadonlyMap<Id, string>
  names: ReadonlyMap<Id, string>
}

async function readWords(db: Db, undoings: readonly Undoing[], standing: readonly { writer: Id }[]): Promise<Words> {
  const revisions = undoings.flatMap((one) => [one.gone, one.approved, one.waiting].flatMap((text) => text?.revision ?? []))
  const people = [
    ...undoings.flatMap(({ approved, waiting }) => [...approved ? [approved.reviewer] : [], ...waiting ? [waiting.sender] : []]),
    ...standing.map(({ writer }) => writer),
  ]
  return { texts: await listTexts(db, revisions), names: await namesOf(db, people) }
}

function rowOf(one: Edited, undoing: Undoing, { texts, names }: Words): PlanRow {
  const { revoked, closed, givenUp, approved, waiting, gone } = undoing
  const reopened = closed ? waiting : null
  const standing = (revision: Id, by: Id, at: Timestamp) => ({ text: texts.get(revision) ?? '', by: names.get(by) ?? '', at })
  const back = reopened
    ? { ...standing(reopened.revision, reopened.sender, reopened.written), state: 'waiting' as const }
    : approved && { ...standing(approved.revision, approved.reviewer, approved.at), state: 'approved' as const }
  return {
    ...placeOf(one), mark: markOf(one, undoing), text: texts.get(gone.revision) ?? '', back,
    goes: [...closed ? ['waiting' as const] : [], ...givenUp ? ['returned' as const] : [], ...revoked.length > 0 ? ['approved' as const] : []],
    stays: waiting && !closed ? names.get(waiting.sender) ?? '' : null,
  }
}

function untouchedRow({ one, why, stands }: Left, { names }: Words): UntouchedRow {
  return { ...placeOf(one), why, by: names.get(stands?.writer ?? '') ?? '', at: stands?.written ?? one.written }
}

function placeOf({ segment, article, position, kind, removed }: Edited): Place {
  return { segment, article, number: position + 1, kind, removed }
}
