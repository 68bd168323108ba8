import { setImmediate } from 'node:timers/promises'
import type { Article } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { frozenMarks, sameContent, type Content } from '../editions/model.ts'
import { isTranslated } from '../segments/model.ts'
import { inChunks } from '../segments/store.ts'
import { countHeadlines, stateOf, type Headline, type SegmentState, type StateFacts } from '../segments/states.ts'
import { loadMarks, type Marks } from './marks.ts'
import { factsOf, indexMarks, sourceOf, type Index } from './marks-index.ts'
import { listWaits, waitOf, type Wait, type Waits } from './waits.ts'

export type Tallied = Pick<Article, 'id' | 'version' | 'source_language'>

/** An article in one language, counted. Drafts are private and not in it. */
export interface Tally {
  counts: Record<Headline, number>
  total: number
  /** Does every paragraph have an approved text? */
  complete: boolean
  /** Paragraphs that stand under these headlines, in the order of the article. */
  behind: Id[]
  notStarted: Id[]
  /** Approved texts made from another original than today’s, whatever else is going on with them. */
  outOfStep: number
  /** What waits for somebody, by what it waits for, and since when. */
  waits: Waits
  published: boolean
  /** Readers had it once and have it no more. */
  withdrawn: boolean
  /** Would publishing now show readers anything else than they have? */
  differs: boolean
}

/** By article, then by language. */
export type Tallies = ReadonlyMap<Id, ReadonlyMap<Language, Tally>>

interface Kept {
  version: number
  tallies: ReadonlyMap<Language, Tally>
}

/** Articles that are counted in one go. */
const AT_ONCE = 32

// A cache that can be thrown away: every write to an article moves its version.
const kept = new WeakMap<Db, Map<Id, Kept>>()

/** Counts the articles in these languages; those that did not change since the last time are not read again. */
export async function tallyArticles(db: Db, articles: readonly Tallied[], languages: readonly Language[]): Promise<Tallies> {
  const known = kept.get(db) ?? new Map<Id, Kept>()
  kept.set(db, known)
  const missing = articles.filter(({ id, version }) => known.get(id)?.version !== version)
  await inChunks(missing, async (some) => {
    const counted = countArticles(some, languages, indexMarks(await loadMarks(db, some.map(({ id }) => id))))
    for (const { id, version } of some) known.set(id, { version, tallies: counted.get(id) ?? new Map() })
    // Others are answered between one part and the next.
    await setImmediate()
  }, AT_ONCE)
  return new Map(articles.map(({ id }) => [id, known.get(id)?.tallies ?? new Map()]))
}

function countArticles(articles: readonly Tallied[], languages: readonly Language[], index: Index): Tallies {
  return new Map(articles.map((article) => {
    const spoken = new Set([...languages, article.source_language])
    return [article.id, new Map([...spoken].map((language) => [language, countOne(article, language, index)]))]
  }))
}

interface Counted {
  row: Marks['outline'][number]
  facts: StateFacts
  state: SegmentState
  wait: Wait | null
}

function countOne(article: Tallied, language: Language, index: Index): Tally {
  const { source_language: source } = article
  const all = (index.outlines.get(article.id) ?? []).map((row): Counted => {
    // What is the same in every language is published as the original has it.
    const spoken = isTranslated(row.kind) ? language : source
    const facts = factsOf(row.segment, source, spoken, index)
    const state = stateOf(facts)
    return { row, facts, state, wait: waitOf(row.segment, spoken, { facts, state }, index) }
  })
  const rows = language === source ? all : all.filter(({ row }) => isTranslated(row.kind))
  const edition = index.editions.get(`${article.id} ${language}`)
  const shown = edition ? index.published.get(edition) ?? [] : null
  const under = (headline: Headline) => rows.filter(({ state }) => state.headline === headline).map(({ row }) => row.segment)
  return {
    counts: countHeadlines(rows.map(({ state }) => state)), total: rows.length, complete: rows.every(({ state }) => state.approved),
    behind: under('behind'), notStarted: under('not_started'),
    outOfStep: rows.filter(({ state }) => state.step !== null && state.step !== 'in_step').length,
    waits: listWaits(rows.flatMap(({ wait }) => wait ?? [])),
    published: shown !== null, withdrawn: edition === null,
    differs: !shown || !sameContent(all.flatMap((one) => contentOf(one, language, source, index) ?? []), shown),
  }
}

function contentOf({ row, facts, state }: Counted, language: Language, source: Language, index: Index): Content | null {
  if (!facts.approved) return null
  const { segment, kind, level, list, asset } = row
  const substance = sourceOf(segment, isTranslated(kind) ? language : source, index)?.substance ?? null
  return { segment_id: segment, kind, level, list, asset, language, ...frozenMarks({ ...facts.approved, substance }, state.step) }
}
