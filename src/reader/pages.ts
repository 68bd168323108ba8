import type { Language } from '../db/columns.ts'
import type { Absence, BehindNotice } from '../web/frame.ts'
import type { Passage, Reading } from './body.ts'
import type { PageHead } from './head.ts'
import type { PastEdition, Version } from './model.ts'
import { articlePath, editionPath, listPath } from './paths.ts'
import type { Teaser } from './teasers.ts'
import type { Way } from './ways.ts'

export interface FrontPage {
  head: PageHead
  siteName: string
  teasers: Teaser[]
  /** The whole list, when there is more than stands here. */
  all: string | null
}

export interface ListPage {
  head: PageHead
  year: number | null
  page: number
  pages: number
  total: number
  years: { year: number; href: string; current: boolean }[]
  allYears: string
  previous: string | null
  next: string | null
  teasers: Teaser[]
}

/** One year of the list, or all of it, cut into pages; undefined where there is no such page. */
interface Cut {
  offset: number
  limit: number
  total: number
  pages: number
}

const PAGE_LENGTH = 20

interface Year {
  year: number
  before: number
  count: number
}

/** Which articles stand on a page of the list. The first page is always there, even empty. */
export function cutOf(years: readonly Year[], year: number | undefined, page: number): Cut | undefined {
  const chosen = year === undefined ? years : years.filter((one) => one.year === year)
  if (year !== undefined && chosen.length === 0) return undefined
  const total = chosen.reduce((sum, { count }) => sum + count, 0)
  const pages = Math.max(1, Math.ceil(total / PAGE_LENGTH))
  if (page > pages) return undefined
  const offset = (page - 1) * PAGE_LENGTH
  return { offset: (chosen[0]?.before ?? 0) + offset, limit: Math.min(PAGE_LENGTH, total - offset), total, pages }
}

export function listPage({ head, language, years, year, page, cut, teasers }: {
  head: PageHead; language: Language; years: readonly Year[]; year: number | undefined; page: number; cut: Cut; teasers: Teaser[]
}): ListPage {
  const at = (number: number) => listPath(language, { year, page: number })
  return {
    head, year: year ?? null, page, pages: cut.pages, total: cut.total, teasers,
    years: years.length < 2 ? [] : years.map((one) => ({ year: one.year, href: listPath(language, one), current: one.year === year })),
    allYears: listPath(language),
    previous: page > 1 ? at(page - 1) : null,
    next: page < cut.pages ? at(page + 1) : null,
  }
}

export interface EditionsPage {
  head: PageHead
  title: string
  language: Language
  article: string
  editions: EditionRow[]
}

interface EditionRow extends Pick<PastEdition, 'number' | 'at' | 'title' | 'partial' | 'behind' | 'correction'> {
  /** Null for one that was taken from readers, for good. */
  href: string | null
  current: boolean
  /** What it changed, in a few words; empty where nothing is told of that. */
  changes: string
}

export function editionRows(version: Version, editions: readonly PastEdition[], notes: ReadonlyMap<number, string>): EditionRow[] {
  return editions.map(({ id, number, at, title, partial, behind, withdrawn, correction }) => {
    const current = id === version.edition
    const href = current ? articlePath(version) : editionPath(version, number)
    const said = { number, at, partial, behind, current, changes: notes.get(number) ?? '' }
    // Of one that was taken from readers no words stay, its title neither.
    return withdrawn ? { ...said, title: version.title, correction: '', href: null } : { ...said, title, correction, href }
  })
}

/** An article, or a text of the site, that is published in other languages only. */
export interface AbsentPage {
  head: PageHead
  language: Language
  /** Of the original. */
  source: Language
  why: Absence
  /** Where it can be read; the original first. */
  versions: (Teaser & { way: Way })[]
  newest: Teaser[]
}

export interface NothingPage {
  head: PageHead
  language: Language
  newest: Teaser[]
}

export interface AboutPage extends Reading {
  head: PageHead
  title: Passage | null
  titleText: string
  /** Null where it says what its original says. */
  behind: BehindNotice | null
}
