import type { SegmentKind } from '../db/tables/article.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { linkedNames, storeLinks, type KnownLinks } from '../text/links.ts'
import { findAddress, listNamed, writeAddress } from './links-store.ts'
import type { SegmentFacts } from './model.ts'

/** The articles of the site that these texts link to. */
async function knownLinks(db: Db | Tx, texts: readonly string[]): Promise<KnownLinks> {
  const names = linkedNames(texts)
  if (names.length === 0) return { address: undefined, articles: new Map() }
  return { address: await findAddress(db), articles: await listNamed(db, names) }
}

/** A text as it is stored for good: links to articles of the site name the article, in no language. */
export async function storedText(db: Db | Tx, text: string): Promise<string> {
  return storeLinks(text, await knownLinks(db, [text]))
}

/** The same for paragraphs; code keeps every letter, and so do words in `known`, which stand there already. */
export async function withStoredLinks<T extends { kind: SegmentKind; text: string }>(
  db: Db | Tx, rows: readonly T[], known: ReadonlySet<string> = new Set(),
): Promise<T[]> {
  const links = await knownLinks(db, rows.map(({ text }) => text))
  return rows.map((row) => row.kind === 'code' || known.has(row.text) ? row : { ...row, text: storeLinks(row.text, links) })
}

/** With the articles that originals, approved texts, proposals and drafts link to, so that one link in two spellings is known to be one. */
export async function withLinks(db: Db | Tx, facts: SegmentFacts[]): Promise<SegmentFacts[]> {
  const texts = facts.flatMap(({ source, approved, proposal, draft }) =>
    [source, approved, proposal, draft].flatMap((words) => words?.text ?? []))
  const links = await knownLinks(db, texts)
  return links.articles.size === 0 ? facts : facts.map((one) => ({ ...one, links }))
}

/** With the words of drafts as they are stored once they are sent. */
export function withStoredDrafts(facts: readonly SegmentFacts[]): SegmentFacts[] {
  return facts.map((one) => {
    if (!one.draft || !one.links || one.kind === 'code') return one
    const { text } = one.draft
    // Words that were there before are no text anew.
    const kept = text === one.approved?.text || text === one.returned?.text
    return kept ? one : { ...one, draft: { ...one.draft, text: storeLinks(text, one.links) } }
  })
}

/** Keeps where the site is, for whoever reads what people paste. */
export async function keepAddress(db: Db, address: string): Promise<void> {
  if (await findAddress(db) === address) return
  await transact(db, (tx) => writeAddress(tx, address))
}
