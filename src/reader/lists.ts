import { AppError } from '../errors.ts'
import type { Id, Language } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import { speak } from '../i18n/voice.ts'
import { definePage } from '../web/page.ts'
import { render } from './answers.ts'
import { genresOf, siteArticles, totalsOf, yearsOf, yearSpan, type Counts } from './facets.ts'
import type { Rendered } from './finished.ts'
import { loadForm } from './list-form.ts'
import { chipsOf, elsewhereOf, groupsOf, headIn, pagerOf, pagesOf, sliceOf, type ListPage } from './list-pages.ts'
import { countChosen, listChosen, type Chosen } from './lists-store.ts'
import { findSubject, loadRows, namedIn, slugIn, type Named } from './names.ts'
import { listPath, type ListPlace } from './paths.ts'
import type { Unkept } from './shelf.ts'
import { loadSurroundings, type Reader } from './surroundings.ts'
import { fullTeasers } from './teaser-facts.ts'

const showList = definePage<ListPage>('reader/list', 'public')

/**
 * A page of the list of articles, narrowed to what the place says. Throws `not_found` beyond its end, and for what no published
 * article has; an address by another language's name, or an old one, moves.
 */
export async function listAnswer(reader: Reader, language: Language, place: ListPlace): Promise<Rendered | Unkept> {
  const { config, db } = reader
  const wanted = await findWanted(reader, language, place)
  const here = { ...wanted.placeIn(language), page: place.page }
  if (listPath(language, here) !== listPath(language, place)) return { status: 301, to: listPath(language, here) }
  const narrowed = listPath(language, { ...here, page: 1 }) !== listPath(language)
  const counts = narrowed ? await countChosen(db, wanted.chosen) : await totalsOf(reader)
  const [page, total] = [place.page ?? 1, counts.get(language) ?? 0]
  if (page > pagesOf(total)) throw new AppError('not_found', { page })
  const around = await loadSurroundings(reader, language)
  const pathIn = (tag: Language, number?: number) => listPath(tag, { ...wanted.placeIn(tag), page: number })
  const teasers = await fullTeasers(reader, around, await listChosen(db, language, wanted.chosen, sliceOf(page)))
  // Among files there are lists with one filter alone.
  const byYear = place.year === undefined && !(narrowed && reader.still)
  const yearPath = byYear ? (year: number) => listPath(language, { ...here, page: 1, year }) : null
  const name = speak(language).t('reader:list.title')
  return render(showList, reader, around, listPath(language), {
    head: headIn(config, around, { page, counts, pathIn, always: !narrowed, name, items: teasers }), total, all: listPath(language),
    chips: chipsOf(language, here, wanted), form: await loadForm(reader, language, here, wanted),
    listing: {
      groups: groupsOf(teasers, config.timeZone, yearPath), level: yearPath ? 3 : 2,
      pager: pagerOf(page, pagesOf(total), (number) => pathIn(language, number)),
      elsewhere: elsewhereOf(config.languages, language, counts, pathIn),
    },
  })
}

interface Wanted {
  chosen: Chosen
  topic: Named | undefined
  author: Named | undefined
  /** The same in a language, by its own names. */
  placeIn: (language: Language) => ListPlace
}

async function findWanted(reader: Reader, language: Language, { topic, author, kind, year }: ListPlace): Promise<Wanted> {
  if (kind !== undefined && !hasAny(await genresOf(reader), kind)) throw new AppError('not_found', { kind })
  if (year !== undefined && !hasAny(await yearsOf(reader), year)) throw new AppError('not_found', { year })
  const about = topic === undefined ? undefined : await findNamed(reader, 'topic', topic)
  const by = author === undefined ? undefined : await findNamed(reader, 'author', author)
  return {
    chosen: {
      topic: about?.subject, author: by?.subject, genre: kind, except: await siteArticles(reader),
      ...year !== undefined && yearSpan(reader.config.timeZone, year),
    },
    topic: about?.named(language), author: by?.named(language),
    placeIn: (tag) => ({ kind, topic: about?.slugIn(tag), author: by?.slugIn(tag), year }),
  }
}

/** A topic, or an author, by any address it ever had, with its names in every language. */
interface Found {
  subject: Id
  slugIn: (language: Language) => string
  named: (language: Language) => Named
}

/** Throws `not_found` for what no published article has. */
export async function findNamed({ db }: Reader, kind: NameKind, slug: string): Promise<Found> {
  const subject = await findSubject(db, kind, slug)
  const [names, slugs] = subject === undefined ? [[], []] : await loadRows(db, kind, [subject])
  if (subject === undefined || names.length === 0) throw new AppError('not_found', { [kind]: slug })
  return {
    subject,
    slugIn: (language) => slugIn(slugs, language) ?? slug,
    named: (language) => namedIn(names, slugs, language).get(subject) ?? never(slug),
  }
}

function never(slug: string): never {
  throw new AppError('not_found', { slug })
}

function hasAny<T>(counts: Counts<T>, value: T): boolean {
  return [...counts.values()].some((some) => some.has(value))
}
