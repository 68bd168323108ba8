import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { escapeInline, plainText } from '../text/inline.ts'
import { foldName } from './details.ts'

interface Place {
  author: Id
  part: 'name' | 'role'
}

interface ApprovedSpelling {
  /** As a paragraph's text. */
  text: string
  /** Where it was approved; null when it comes from the author's own record. */
  article: Id | null
}

/**
 * How an author's name or role was last approved in this language elsewhere, else as the author's record has it; undefined when
 * the paragraph is nobody's byline. A role counts only where the original has the same role: people change places.
 */
export async function findApprovedSpelling(db: Db, article: Id, segment: Id, language: Language): Promise<ApprovedSpelling | undefined> {
  const place = await findPlace(db, article, segment)
  if (!place) return undefined
  const rows = await listApproved(db, place)
  const elsewhere = rows.filter((row) => row.article !== article)
  const found = elsewhere.find((row) => row.language === language && (place.part === 'name' || hasSameRole(row.article, article, rows)))
  if (found) return { text: found.text, article: found.article }
  return place.part === 'name' ? findRecorded(db, place.author, language) : undefined
}

interface Approved { article: Id; source: Language; language: Language; text: string }

/** Is the role in `other` the one that the original of `article` has? */
function hasSameRole(other: Id, article: Id, rows: readonly Approved[]): boolean {
  const mine = rows.find((row) => row.article === article && row.language === row.source)
  const theirs = rows.find((row) => row.article === other && row.language === mine?.language)
  return mine !== undefined && theirs !== undefined && foldName(plainText(theirs.text)) === foldName(plainText(mine.text))
}

async function findPlace(db: Db, article: Id, segment: Id): Promise<Place | undefined> {
  const row = await db.selectFrom('article_author').select(['author_id as author', 'name_segment_id as name'])
    .where('article_id', '=', article)
    .where((eb) => eb.or([eb('name_segment_id', '=', segment), eb('role_segment_id', '=', segment)])).executeTakeFirst()
  return row && { author: row.author, part: row.name === segment ? 'name' : 'role' }
}

/** What stands approved in the author's bylines in all articles and languages, the newest first. */
async function listApproved(db: Db, { author, part }: Place): Promise<Approved[]> {
  return db.selectFrom('article_author').innerJoin('approval', 'approval.segment_id', `article_author.${part}_segment_id`)
    .innerJoin('decision', 'decision.id', 'approval.decision_id').innerJoin('revision', 'revision.id', 'approval.revision_id')
    .innerJoin('article', 'article.id', 'article_author.article_id')
    .select(['article_author.article_id as article', 'article.source_language as source', 'approval.language', 'revision.text'])
    .where('article_author.author_id', '=', author).orderBy('decision.created_at', 'desc').orderBy('decision.id', 'desc').execute()
}

async function findRecorded(db: Db, author: Id, language: Language): Promise<ApprovedSpelling | undefined> {
  const row = await db.selectFrom('author_name').select('name').where('author_id', '=', author)
    .where('language', '=', language).executeTakeFirst()
  return row && { text: escapeInline(row.name), article: null }
}
