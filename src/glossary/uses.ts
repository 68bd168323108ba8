import { listTitles, type Title } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { plainText } from '../text/inline.ts'
import { readProse } from '../text/prose.ts'
import { wordsIn } from '../text/stems/stem.ts'
import { compileTerms, longestOf, type TermFinder } from '../text/terms.ts'
import { excerptAt } from './excerpt.ts'
import { isNameWord, nameOf, type GlossaryTerm, type Variant } from './model.ts'
import type { UsesPage } from './pages.ts'
import { listOpenArticles, listStandingTexts, type StandingText } from './uses-store.ts'

/** Articles are looked through so many at a time, the newest first: a page costs the same however large the site. */
const ARTICLES_AT_ONCE = 60
const SHOWN_OF_ARTICLE = 8
const APOSTROPHES = /['\u2019\u2018\u02bc`]/g

interface Lookup {
  finder: TermFinder<Variant>
  /** Beginnings that a word of the term has in all its forms; null where it is too short to say. */
  beginnings: readonly string[] | null
}

export async function readUses(db: Db, term: GlossaryTerm, before: Id | undefined, lang: Language): Promise<UsesPage> {
  const found = await listOpenArticles(db, { before, limit: ARTICLES_AT_ONCE + 1 })
  const articles = found.slice(0, ARTICLES_AT_ONCE)
  const words = Map.groupBy(term.variants, ({ language }) => language)
  const lookups = new Map([...words].map(([language, variants]) => [language, lookupFor(term, variants, language)]))
  const texts = await listStandingTexts(db, articles, [...lookups.keys()])
  const places = texts.flatMap((text) => placesIn(text, lookups.get(text.language)))
  const titles = await listTitles(db, [...new Set(places.map(({ text }) => text.article))], lang)
  const here = `/desk/glossary/${term.id}/uses`
  return {
    id: term.id, name: nameOf(term, lang), count: places.length, articles: articles.length,
    groups: [...Map.groupBy(places, ({ text }) => text.article)].map(([article, some]) => groupOf(article, some, titles.get(article))),
    older: found.length > ARTICLES_AT_ONCE ? `${here}?before=${articles.at(-1)}` : null, newest: before === undefined ? null : here,
  }
}

type Place = ReturnType<typeof placesIn>[number]

function groupOf(article: Id, places: readonly Place[], title: Title = { text: '…', language: '' }): UsesPage['groups'][number] {
  const shown = places.slice(0, SHOWN_OF_ARTICLE).map(({ text: { segment, position, language }, ...place }) =>
    ({ ...place, language, number: position + 1, href: `/desk/articles/${article}/languages/${language}/segments/${segment}` }))
  return { href: `/desk/articles/${article}`, title: { ...title, text: plainText(title.text) }, uses: shown, more: places.length - shown.length }
}

function lookupFor({ kind }: GlossaryTerm, variants: readonly Variant[], language: Language): Lookup {
  const finder = compileTerms(variants.map((of) => ({ text: of.text, isName: isNameWord(kind, of), isVerb: of.speech === 'verb', of })), language)
  const beginnings = variants.map(({ text }) => beginningOf(text))
  return { finder, beginnings: beginnings.every((one) => one !== null) ? beginnings : null }
}

function beginningOf(term: string): string | null {
  const { word, start } = wordsIn(term)[0] ?? { word: '', start: 0 }
  const beginning = word.slice(0, 3)
  return word.length > 4 && term.slice(start).toLowerCase().replace(APOSTROPHES, '').startsWith(beginning) ? beginning : null
}

/** One place a paragraph is enough to see it by; most paragraphs are passed over without being read for words. */
function placesIn(text: StandingText, lookup: Lookup | undefined) {
  if (!lookup) return []
  const { finder, beginnings } = lookup
  const small = beginnings ? text.text.toLowerCase().replace(APOSTROPHES, '') : ''
  if (beginnings && !beginnings.some((beginning) => small.includes(beginning))) return []
  const { words } = readProse(text.text)
  const [place] = longestOf(finder.all(words))
  return place ? [{ text, status: place.of.status, ...excerptAt(words, place) }] : []
}
