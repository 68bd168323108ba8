import type { Article } from '../articles/model.ts'
import { listSlugs } from '../articles/store.ts'
import type { Language } from '../db/columns.ts'
import type { Site } from '../web/site.ts'
import type { ReaderPlace } from './pages.ts'
import { listPublishedNumbers } from './store.ts'

/** Each language of the site, with the address where its readers find the article if they have it. */
export async function listPlaces({ db, config }: Pick<Site, 'db' | 'config'>, article: Article): Promise<ReaderPlace[]> {
  const slugs = await listSlugs(db, article.id)
  const numbers = await listPublishedNumbers(db, article.id)
  return config.languages.map((language) => {
    const number = numbers.get(language) ?? null
    const href = number === null ? null : readerPath(article, language, slugs)
    return { language, number, href, url: `${config.baseUrl}${href ?? ''}`, desk: `/desk/articles/${article.id}/languages/${language}/editions` }
  })
}

/** Where readers find the article, as a path. */
export function readerPath(article: Article, language: Language, slugs: ReadonlyMap<Language, string>): string {
  if (article.site_text) return article.site_text === 'about' ? `/${language}/about` : `/${language}/`
  return `/${language}/articles/${slugs.get(language) ?? article.id}`
}
