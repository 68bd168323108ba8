import { AppError } from '../errors.ts'
import type { Id, Language } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import { speak } from '../i18n/voice.ts'
import { definePage } from '../web/page.ts'
import { render } from './answers.ts'
import { allNamesOf, namedCountsOf, siteArticles } from './facets.ts'
import type { Rendered } from './finished.ts'
import {
  elsewhereOf, groupsOf, headIn, pagerOf, pagesOf, sliceOf, type NamedPage, type NamesPage,
} from './list-pages.ts'
import { countChosen, findRole, listChosen, type Chosen } from './lists-store.ts'
import { findNamed } from './lists.ts'
import { byName, namedIn } from './names.ts'
import { authorsPath, listPath, namedFeedPath, namePath, topicsPath } from './paths.ts'
import type { Unkept } from './shelf.ts'
import { loadSurroundings, type Reader, type Surroundings } from './surroundings.ts'
import { fullTeasers } from './teaser-facts.ts'
import type { Teaser } from './teasers.ts'
import { wayTo } from './ways.ts'

const showNamed = definePage<NamedPage>('reader/named', 'public')
const showNames = definePage<NamesPage>('reader/names', 'public')

/** How many articles of other languages stand on an author's page. */
const MOST_LACKING = 20
const NAMES_ON_PAGE = 200

/** The articles of a topic, or by an author. Throws `not_found` for one that no published article has, and beyond the end. */
export async function namedAnswer(
  reader: Reader, kind: NameKind, language: Language, { slug, page }: { slug: string; page: number },
): Promise<Rendered | Unkept> {
  const { config, db } = reader
  const found = await findNamed(reader, kind, slug)
  const pathIn = (tag: Language, number?: number) => namePath(kind, tag, found.slugIn(tag), number)
  if (found.slugIn(language) !== slug) return { status: 301, to: pathIn(language, page) }
  const chosen: Chosen = { [kind]: found.subject, except: await siteArticles(reader) }
  const counts = await countChosen(db, chosen)
  const total = counts.get(language) ?? 0
  if (page > pagesOf(total)) throw new AppError('not_found', { page })
  const around = await loadSurroundings(reader, language)
  const teasers = await fullTeasers(reader, around, await listChosen(db, language, chosen, sliceOf(page)))
  const [place, { name }] = [{ [kind]: slug }, found.named(language)]
  const above = [{ name: speak(language).t(`reader:${kind}.title`), path: indexPath(kind, language) }]
  const head = headIn(config, around, { page, counts, pathIn, name: name.text, items: teasers, above })
  return render(showNamed, reader, around, pathIn(language), {
    head: { ...head, feeds: [feedOf(kind, language, slug, name.text)] }, kind, name, total,
    role: kind === 'author' ? await loadRole(reader, around, found.subject) : null,
    index: indexPath(kind, language), narrow: reader.still || total === 0 ? null : listPath(language, place),
    listing: {
      groups: groupsOf(teasers, config.timeZone, reader.still ? null : (year) => listPath(language, { ...place, year })),
      level: reader.still ? 2 : 3, pager: pagerOf(page, pagesOf(total), (number) => pathIn(language, number)),
      elsewhere: elsewhereOf(config.languages, language, counts, pathIn),
    },
    lacking: kind === 'author' && page === 1 ? await loadLacking(reader, around, chosen, counts) : [],
  })
}

/** All topics, or authors, that the articles of a language have. Throws `not_found` beyond the end. */
export async function namesAnswer(reader: Reader, kind: NameKind, language: Language, page: number): Promise<Rendered> {
  const counts = await namedCountsOf(reader, kind)
  const own = counts.get(language) ?? new Map<Id, number>()
  const pages = pagesOf(own.size, NAMES_ON_PAGE)
  if (page > pages) throw new AppError('not_found', { page })
  const around = await loadSurroundings(reader, language)
  const all = namedIn(...await allNamesOf(reader, kind), language)
  const entries = [...own].flatMap(([subject, count]) => {
    const named = all.get(subject)
    return named ? [{ name: named.name, href: namePath(kind, language, named.slug), count }] : []
  }).sort(byName(language))
  const { offset, limit } = sliceOf(page, NAMES_ON_PAGE)
  const shown = entries.slice(offset, offset + limit)
  const sizes = new Map([...counts].map(([tag, some]) => [tag, some.size]))
  const pathIn = (tag: Language, number?: number) => indexPath(kind, tag, number)
  return render(showNames, reader, around, pathIn(language), {
    head: headIn(reader.config, around, {
      page, counts: sizes, pathIn, length: NAMES_ON_PAGE, name: speak(language).t(`reader:${kind}.title`),
      items: shown.map(({ name, href }) => ({ title: name.text, href })),
    }), kind, entries: shown, pager: pagerOf(page, pages, (number) => pathIn(language, number)),
  })
}

function feedOf(kind: NameKind, language: Language, slug: string, name: string): { href: string; title: string; type: string } {
  const title = speak(language).t('reader:feeds.newest', { site: name, format: 'Atom' })
  return { href: namedFeedPath(kind, language, slug), title, type: 'application/atom+xml' }
}

function indexPath(kind: NameKind, language: Language, page?: number): string {
  return kind === 'topic' ? topicsPath(language, page) : authorsPath(language, page)
}

async function loadRole({ db }: Reader, { language, typesetter }: Surroundings, author: Id): Promise<NamedPage['role']> {
  const role = await findRole(db, author, language)
  return role === undefined ? null : { text: typesetter.plain(role, language), language }
}

/** The newest of what the language does not have, each article once: in its own language where readers have that. */
async function loadLacking(
  reader: Reader, around: Surroundings, chosen: Chosen, counts: ReadonlyMap<Language, number>,
): Promise<Teaser[]> {
  const others = reader.config.languages.filter((tag) => tag !== around.language && counts.has(tag))
  const found = []
  for (const tag of others) {
    found.push(...await listChosen(reader.db, tag, { ...chosen, lacking: around.language }, { offset: 0, limit: MOST_LACKING }))
  }
  const originals = found.toSorted((a, b) => Number(b.language === b.sourceLanguage) - Number(a.language === a.sourceLanguage))
  const once = [...Map.groupBy(originals, ({ article }) => article).values()].flatMap(([first]) => first ?? [])
  const newest = once.sort((a, b) => (a.firstPublishedAt < b.firstPublishedAt ? 1 : -1)).slice(0, MOST_LACKING)
  const teasers = await fullTeasers(reader, around, newest)
  return teasers.map((teaser) => ({ ...teaser, ways: [wayTo(teaser.href, teaser.language), ...teaser.ways] }))
}
