import { setImmediate as letOthers } from 'node:timers/promises'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { readProse } from '../text/prose.ts'
import { stemsOf, wordsIn } from '../text/stems/stem.ts'
import { listOpenArticles, listStandingTexts } from './uses-store.ts'

const ARTICLES = 12
const TEXTS_OF_ARTICLE = 60
const FEWEST_ARTICLES = 6

/** Tells whether a word stands in at least half of the newest other articles: on a young site of none. */
export async function readEverywhere(db: Db, article: Id, language: Language): Promise<(word: string) => boolean> {
  const newest = await listOpenArticles(db, { before: undefined, limit: ARTICLES + 1 })
  const others = newest.filter((one) => one !== article).slice(0, ARTICLES)
  const texts = Map.groupBy(await listStandingTexts(db, others, [language]), (one) => one.article)
  if (texts.size < FEWEST_ARTICLES) return () => false
  const counts = new Map<string, number>()
  for (const some of texts.values()) {
    const own = stemsIn(some.slice(0, TEXTS_OF_ARTICLE).map(({ text }) => text), language)
    for (const stem of own) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    await letOthers()
  }
  return (word) => stemsOf(word, language).some((stem) => 2 * (counts.get(stem) ?? 0) >= texts.size)
}

function stemsIn(texts: readonly string[], language: Language): Set<string> {
  return new Set(texts.flatMap((text) => wordsIn(readProse(text).words).flatMap(({ word }) => stemsOf(word, language))))
}
