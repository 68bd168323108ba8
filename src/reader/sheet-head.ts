import type { Language } from '../db/columns.ts'
import { alternatesOf, type PageHead } from './head.ts'
import { frontPath } from './paths.ts'
import { pageMeta } from './share.ts'
import { breadcrumbs, collectionFacts, graphOf, type Crumb } from './structured.ts'

interface Sheet {
  path: string
  /** The same page in every language that has it, this one among them. */
  pages: readonly { language: Language; path: string }[]
  /** For readers of no language of the site. */
  first: Language | undefined
  description?: string
  /** schema.org's. */
  facts?: readonly object[]
}

interface Around {
  language: Language
  siteName: string
}

/** Head of a page that is no article, but for its frame. */
export function sheetHead(
  baseUrl: string, { language, siteName }: Around, { path, pages, first, description = '', facts = [] }: Sheet,
): Pick<PageHead, 'canonical' | 'alternates' | 'description' | 'meta' | 'linkedData'> {
  const others = pages.flatMap((page) => (page.language === language ? [] : page.language))
  return {
    canonical: baseUrl + path, alternates: alternatesOf(baseUrl, pages, first), ...(description && { description }),
    meta: pageMeta(baseUrl, { siteName, path, language, others, description }), ...(facts.length > 0 && { linkedData: graphOf(...facts) }),
  }
}

interface List {
  path: string
  name: string
  items: readonly { title: string; href: string }[]
  /** Lists between the front page and this one. */
  above?: readonly Crumb[] | undefined
}

/** What search engines are told of a list. */
export function listFacts(baseUrl: string, { language, siteName }: Around, { path, name, items, above = [] }: List): object[] {
  return [
    collectionFacts(baseUrl, { path, language, siteName, name, items }),
    breadcrumbs(baseUrl, [{ name: siteName, path: frontPath(language) }, ...above, { name, path }]),
  ]
}
