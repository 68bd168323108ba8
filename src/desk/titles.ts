import { listTitles, type Title } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { inChunks } from '../segments/store.ts'
import { plainText } from '../text/inline.ts'
import type { Tallied } from './tallies.ts'

interface Kept {
  version: number
  title: Title | undefined
}

// A cache that can be thrown away: every write to an article moves its version.
const kept = new WeakMap<Db, Map<string, Kept>>()

/** As `listTitles`, in plain words, for many articles; those that did not change since the last time are not read again. */
export async function titleArticles(db: Db, articles: readonly Pick<Tallied, 'id' | 'version'>[], language: Language): Promise<Map<Id, Title>> {
  const known = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, known)
  const missing = articles.filter(({ id, version }) => known.get(`${language} ${id}`)?.version !== version)
  await inChunks(missing, async (some) => {
    const titles = await listTitles(db, some.map(({ id }) => id), language)
    for (const { id, version } of some) known.set(`${language} ${id}`, { version, title: shown(titles.get(id)) })
  })
  return new Map(articles.flatMap(({ id }) => {
    const title = known.get(`${language} ${id}`)?.title
    return title ? [[id, title] as const] : []
  }))
}

function shown(title: Title | undefined): Title | undefined {
  return title && { ...title, text: plainText(title.text) }
}
