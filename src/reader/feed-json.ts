import type { Entry, Feed } from './feed-model.ts'

export const JSON_FEED = 'application/feed+json; charset=utf-8'

/** A feed by JSON Feed 1.1. What that has no word for stands under `_zvirka`, as it asks of extensions. */
export function jsonFeed({ title, language, self, home, siteName, icon, entries }: Feed): string {
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title, home_page_url: home, feed_url: self, icon,
    ...(language !== null && { language }),
    authors: [{ name: siteName }],
    items: entries.map(itemOf),
  }, null, 1)}\n`
}

function itemOf(entry: Entry): object {
  const { id, url, language, title, summary, contentHtml, published, updated, authors, translators, topics, alternates, picture } = entry
  return {
    id, url, language, title,
    ...(summary !== '' && { summary }),
    content_html: contentHtml,
    ...(picture !== null && { image: picture }),
    date_published: published,
    date_modified: updated,
    ...(authors.length > 0 && { authors: authors.map((name) => ({ name })) }),
    ...(topics.length > 0 && { tags: topics.map(({ text }) => text) }),
    ...(translators.length + alternates.length > 0 && { _zvirka: { translators, alternates } }),
  }
}
