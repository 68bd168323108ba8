import type { Language } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import { assetUrl } from '../web/assets.ts'
import { siteArticles } from './facets.ts'
import { loadEntries } from './feed-entries.ts'
import { otherFeeds } from './feed-model.ts'
import { loadSite, MOST_ENTRIES, renderFeed } from './feeds.ts'
import type { Rendered } from './finished.ts'
import { countChosen, listChosen } from './lists-store.ts'
import { findNamed } from './lists.ts'
import { namedFeedPath, namePath } from './paths.ts'
import type { Unkept } from './shelf.ts'
import type { Reader } from './surroundings.ts'

/** What is new under a topic, or by an author. Throws `not_found` for one that no published article has; an old address moves. */
export async function namedFeedAnswer(reader: Reader, kind: NameKind, language: Language, slug: string): Promise<Rendered | Unkept> {
  const { db, config: { baseUrl, languages } } = reader
  const found = await findNamed(reader, kind, slug)
  const pathIn = (tag: Language) => namedFeedPath(kind, tag, found.slugIn(tag))
  if (found.slugIn(language) !== slug) return { status: 301, to: pathIn(language) }
  const chosen = { [kind]: found.subject, except: await siteArticles(reader) }
  const counts = await countChosen(db, chosen)
  const { siteName, ...setting } = await loadSite(reader, language)
  const versions = await listChosen(db, language, chosen, { offset: 0, limit: MOST_ENTRIES })
  const { name } = found.named(language)
  return renderFeed('xml', {
    title: `${name.text} — ${siteName}`, language, titleLanguage: name.language, siteName, icon: baseUrl + assetUrl('favicon.svg'),
    self: baseUrl + pathIn(language), home: baseUrl + namePath(kind, language, slug), entries: await loadEntries(reader, setting, versions),
    alternates: otherFeeds(language, languages.filter((tag) => counts.has(tag)), (tag) => baseUrl + pathIn(tag)),
  })
}
