import type { Language } from '../db/columns.ts'
import { foldWord } from '../text/stems/stem.ts'
import type { Problems } from '../web/form.ts'
import { LONGEST_WORD, type SiteWord, type WantedWord } from './model.ts'

/** The words of the site: those that fit, and what may be done with them. */
export interface WordsPage {
  rows: readonly (SiteWord & { canRemove: boolean })[]
  total: number
  query: string
  /** Only of this language; empty: of all. */
  language: Language | ''
  pager: { page: number; pages: number; previous: string | null; next: string | null }
  done: Done | null
  /** The word that was removed just now: it can be put back. */
  removed: { id: string; word: string; language: Language } | null
  /** Languages in which the reader of the page may add and remove words. */
  mine: readonly Language[]
  typed: WantedWord
  problems: Problems
}

/** `_add` */
export type AddingWords = Pick<WordsPage, 'mine' | 'typed' | 'problems'>

const DONE = ['added', 'known', 'removed', 'restored'] as const
type Done = (typeof DONE)[number]

/** What the address asks for. */
export interface AskedWords {
  query: string
  language: Language | ''
  page: number
  done: Done | null
  /** The id of the word that was removed just now. */
  word: string
  /** A word that a page offers to add. */
  add: string
}

const PER_PAGE = 100
const MOST_PAGES = 10_000

export function askedIn(query: Readonly<Record<string, unknown>>, languages: readonly Language[]): AskedWords {
  const text = (name: string) => {
    const value = query[name]
    return typeof value === 'string' ? value : ''
  }
  const page = /^[1-9]\d{0,4}$/.test(text('page')) ? Number(text('page')) : 1
  return {
    query: text('q').trim().slice(0, LONGEST_WORD), language: languages.find((one) => one === text('language')) ?? '', page: Math.min(page, MOST_PAGES),
    done: DONE.find((one) => one === text('done')) ?? null, word: text('word'), add: text('add').slice(0, LONGEST_WORD),
  }
}

export function wordsPage(
  all: readonly SiteWord[], { query, language, page: asked, done, add }: AskedWords,
  { lang, mine, removed, typed, problems = {} }: { lang: Language } & Pick<WordsPage, 'mine' | 'removed'> & { typed?: WantedWord | undefined; problems?: Problems | undefined },
): WordsPage {
  const folded = foldWord(query)
  const { compare } = new Intl.Collator(lang)
  const fitting = all.filter((one) => (language === '' || one.language === language) && foldWord(one.word).includes(folded))
    .toSorted((a, b) => compare(a.word, b.word))
  const pages = Math.max(1, Math.ceil(fitting.length / PER_PAGE))
  const page = Math.min(asked, pages)
  const href = (number: number) => `/desk/words?${new URLSearchParams({ q: query, language, page: String(number) }).toString()}`
  return {
    rows: fitting.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((one) => ({ ...one, canRemove: mine.includes(one.language) })),
    total: all.length, query, language, mine, done, removed, problems,
    pager: { page, pages, previous: page > 1 ? href(page - 1) : null, next: page < pages ? href(page + 1) : null },
    typed: typed ?? { language: language && mine.includes(language) ? language : mine[0] ?? '', word: add, note: '' },
  }
}
