import { AppError } from '../errors.ts'
import { findArticle } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import type { Actor } from '../people/model.ts'
import { creditedNames } from '../people/store.ts'
import { findOutline } from '../segments/store.ts'
import { canonicalJson, type Json } from '../text/canonical.ts'
import { cleanText } from '../text/clean.ts'
import { errorOf, listBlockers, type PublishingCase } from './blockers.ts'
import { readCase } from './compose.ts'
import { readCredits } from './credits.ts'
import { findPublished } from './store.ts'
import { contentMark, LONGEST_NOTE, type FrozenSegment, type Prepared } from './model.ts'

/**
 * One language to publish. `accepted` are the numbers of missing and behind paragraphs that the publisher saw and takes on; they must
 * be the true ones, and so must `shown`, the `contentMark` of it all.
 */
export interface Request {
  article: Id
  language: Language
  slug?: string | undefined
  /** For those who publish. */
  note?: string
  /** For readers. */
  correction?: string
  /** Of an original: readers of its translations are told at once what it changes. */
  important?: boolean
  accepted: { missing: number; behind: number }
  shown?: string | undefined
}

/** Several languages of one article, the original first: gaps in the others come from its new edition. Throws what stands in the way. */
export async function prepareAll(tx: Tx, actor: Actor, requests: readonly Request[]): Promise<Prepared[]> {
  const prepared: Prepared[] = []
  for (const request of requests) {
    const original = prepared.find(({ edition }) => edition.article_id === request.article && edition.language === edition.source_language)
    prepared.push(await prepareOne(tx, actor, request, original?.rows))
  }
  return prepared
}

async function prepareOne(tx: Tx, actor: Actor, request: Request, original: readonly FrozenSegment[] | undefined): Promise<Prepared> {
  const { article: id, language, slug, note = '', correction = '', important = false, accepted, shown } = request
  const article = await findArticle(tx, id)
  if (important && language !== article.source_language) throw new AppError('invalid', { important: language })
  const asked = await readCase(tx, { actor, article, language, slug, accepted, original })
  const { facts, candidate: { rows, missing, behind, selfApproved, title } } = asked
  // A correction may come alone, once: the same text with the same correction is a form sent twice.
  const saysMore = cleaned(correction) !== '' && (await findPublished(tx, id, language))?.correction !== cleaned(correction)
  const [blocker] = listBlockers(asked).filter(({ why }) => why !== 'same' || !saysMore)
  if (blocker) throw new AppError(errorOf(blocker), { why: blocker.why, missing: missing.length, behind: behind.length })
  if (shown !== undefined && shown !== contentMark(rows)) throw new AppError('not_ready', { why: 'moved' })
  return {
    edition: {
      article_id: id, article_kind: article.kind, site_text: article.site_text, language, source_language: article.source_language, title: title ?? '',
      outline_id: await findOutline(tx, id), partial: missing.length, behind: behind.length, self_approved: selfApproved,
      note: cleaned(note), correction: cleaned(correction), important: important ? 'yes' : 'no', published_by: actor.id,
    },
    slug: asked.slug.text, rows, decisions: decisionsIn(facts, rows),
    credits: await readCredits(tx, facts, (people) => creditedNames(tx, people, language)),
  }
}

function cleaned(text: string): string {
  const result = cleanText(text, { max: LONGEST_NOTE })
  if ('problem' in result) throw new AppError('unusable_text', { problem: result.problem })
  return result.text
}

function decisionsIn(facts: PublishingCase['facts'], rows: readonly FrozenSegment[]): Prepared['decisions'] {
  const decisions = new Map(facts.map(({ segment, approved }) => [segment, approved?.decision ?? null]))
  return rows.map((row) => decisions.get(row.segment_id) ?? null)
}

/** What waits for its time is kept as one text, which no later change of the tables can reach. */
export function freeze({ edition, slug, rows, credits, decisions }: Prepared): string {
  const plain = (fields: object): Json => ({ ...fields })
  return canonicalJson({ edition: plain(edition), slug, rows: rows.map(plain), credits: credits.map(plain), decisions })
}

export function thaw(content: string): Prepared {
  const { edition, ...rest } = JSON.parse(content) as Prepared
  // What was planned before there were important editions says nothing of it.
  return { ...rest, edition: { ...edition, important: edition.important === 'yes' ? 'yes' : 'no' } }
}
