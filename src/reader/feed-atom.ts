import { element, xmlDocument, type Xml } from '../text/xml.ts'
import { updatedAt, type Entry, type Feed } from './feed-model.ts'

export const ATOM = 'application/atom+xml; charset=utf-8'

/** A feed by RFC 4287. */
export function atomFeed(feed: Feed): string {
  const { language, titleLanguage, self, home, alternates, siteName, icon, entries } = feed
  return xmlDocument(element('feed', { 'xmlns': 'http://www.w3.org/2005/Atom', 'xml:lang': language ?? undefined }, [
    // Feed readers know a feed by its address, so that is its id too.
    element('id', {}, self),
    element('title', { 'xml:lang': titleLanguage === language ? undefined : titleLanguage }, feed.title),
    element('updated', {}, updatedAt(feed)),
    link('self', self, 'application/atom+xml'),
    link('alternate', home, 'text/html', language ?? undefined),
    ...alternates.map((other) => link('alternate', other.url, 'application/atom+xml', other.language)),
    element('author', {}, [element('name', {}, siteName)]),
    element('icon', {}, icon),
    element('generator', {}, 'Zvirka'),
    ...entries.map(entryElement),
  ]))
}

function entryElement(entry: Entry): Xml {
  const { id, language, title, url, alternates, published, updated, authors, translators, topics, summary, contentHtml } = entry
  return element('entry', { 'xml:lang': language }, [
    element('id', {}, id),
    element('title', {}, title),
    link('alternate', url, 'text/html', language),
    ...alternates.map((other) => link('alternate', other.url, 'text/html', other.language)),
    element('published', {}, published),
    element('updated', {}, updated),
    ...authors.map((name) => element('author', {}, [element('name', {}, name)])),
    ...translators.map((name) => element('contributor', {}, [element('name', {}, name)])),
    ...topics.map(({ text, language: tag }) => element('category', { 'term': text, 'xml:lang': tag === language ? undefined : tag })),
    ...summary === '' ? [] : [element('summary', {}, summary)],
    element('content', { type: 'html' }, contentHtml),
  ])
}

function link(rel: string, href: string, type: string, hreflang?: string): Xml {
  return element('link', { rel, type, hreflang, href })
}
