import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { plainText } from '../text/inline.ts'
import { slugify } from '../text/slug.ts'
import { findSlug, listSlugs } from './store.ts'

const LONGEST = 100

/** The address an article would get in a language: the one it has, else one made from the title that nobody uses. */
export async function proposeSlug(db: Db | Tx, article: Id, language: Language, title: string): Promise<string> {
  const current = (await listSlugs(db, article)).get(language)
  return current ?? freeSlug(db, { article, language }, slugify(plainText(title), language) || `${language}-${article.slice(0, 11)}`)
}

/** Is this an address people can be given? Lower-case ASCII words joined by hyphens. */
export function isSlug(text: string): boolean {
  return text.length <= LONGEST && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
}

/** May the article be found under this address: free, or its own already? */
export async function isFreeFor(db: Db | Tx, article: Id, text: string): Promise<boolean> {
  const taken = await findSlug(db, text)
  return !taken || taken.article_id === article
}

async function freeSlug(db: Db | Tx, { article, language }: { article: Id; language: Language }, wanted: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? wanted : `${wanted}-${n}`
    const taken = await findSlug(db, candidate)
    if (!taken || taken.article_id === article && taken.language === language) return candidate
  }
}
