import type { Article } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { frozenMarks, sameContent, type Content } from '../editions/model.ts'
import { isTranslated } from '../segments/model.ts'
import { inChunks } from '../segments/store.ts'
import { countHeadlines, stateOf, type Headline, type SegmentState, type SourceMark, type StateFacts } from '../segments/states.ts'
import { loadMarks, type Marks } from './marks.ts'

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
  published: boolean
  /** Would publishing now show readers anything else than they have? */
  differs: boolean
}

/** By article, then by language. */
export type Tallies = ReadonlyMap<Id, ReadonlyMap<Language, Tally>>

interface Kept {
  version: number
  tallies: ReadonlyMap<Language, Tally>
}

// A cache that can be thrown away: every write to an article moves its version.
const kept = new WeakMap<Db, Map<Id, Kept>>()

/** Counts the articles in these languages; those that did not change since the last time are not read again. */
export async function tallyArticles(db: Db, articles: readonly Tallied[], languages: readonly Language[]): Promise<Tallies> {
  const known = kept.get(db) ?? new Map<Id, Kept>()
  kept.set(db, known)
  const missing = articles.filter(({ id, version }) => known.get(id)?.version !== version)
  await inChunks(missing, async (some) => {
    const counted = countArticles(some, languages, await loadMarks(db, some.map(({ id }) => id)))
    for (const { id, version } of some) known.set(id, { version, tallies: counted.get(id) ?? new Map() })
  })
  return new Map(articles.map(({ id }) => [id, known.get(id)?.tallies ?? new Map()]))
}

function countArticles(articles: readonly Tallied[], languages: readonly Language[], marks: Marks): Tallies {
  const index = indexMarks(marks)
  return new Map(articles.map((article) => {
    const spoken = new Set([...languages, article.source_language])
    return [article.id, new Map([...spoken].map((language) => [language, countOne(article, language, index)]))]
  }))
}

type Index = ReturnType<typeof indexMarks>

function indexMarks({ outline, approved, sources, proposals, returns, published }: Marks) {
  return {
    outlines: Map.groupBy(outline, ({ article }) => article),
    approved: new Map(approved.map((mark) => [keyOf(mark), mark])),
    sources: new Map(sources.map(({ revision, ...mark }) => [revision, mark])),
    proposals: new Map(proposals.map((mark) => [keyOf(mark), mark])),
    returns: new Set(returns.map(keyOf)),
    editions: Map.groupBy(published, ({ article, edition }) => `${article} ${edition}`),
  }
}

function keyOf({ segment, language }: { segment: Id; language: Language }): string {
  return `${segment} ${language}`
}

function countOne(article: Tallied, language: Language, index: Index): Tally {
  const { source_language: source } = article
  const all = (index.outlines.get(article.id) ?? []).map((row) => {
    // What is the same in every language is published as the original has it.
    const facts = factsOf(row.segment, source, isTranslated(row.kind) ? language : source, index)
    return { ...row, facts, state: stateOf(facts) }
  })
  const rows = language === source ? all : all.filter(({ kind }) => isTranslated(kind))
  const edition = index.editions.get(`${article.id} ${language}`)
  const under = (headline: Headline) => rows.filter(({ state }) => state.headline === headline).map(({ segment }) => segment)
  const content = all.flatMap((row) => contentOf(row, language, source, index) ?? [])
  return {
    counts: countHeadlines(rows.map(({ state }) => state)), total: rows.length, complete: rows.every(({ state }) => state.approved),
    behind: under('behind'), notStarted: under('not_started'),
    published: edition !== undefined, differs: edition === undefined || !sameContent(content, edition),
  }
}

function factsOf(segment: Id, source: Language, language: Language, index: Index): StateFacts {
  const approved = index.approved.get(`${segment} ${language}`)
  const original = language === source ? undefined : index.approved.get(`${segment} ${source}`)
  const mark = (revision: Id | null | undefined): SourceMark | null => index.sources.get(revision ?? '') ?? null
  return {
    source: mark(original?.revision),
    approved: approved ? { hash: approved.hash, source: mark(approved.source) } : null,
    proposal: index.proposals.get(`${segment} ${language}`) ?? null,
    returned: index.returns.has(`${segment} ${language}`) ? {} : null,
    draft: null,
  }
}

interface Counted {
  segment: Id
  kind: Content['kind']
  level: number
  list: Content['list']
  asset: Content['asset']
  facts: StateFacts
  state: SegmentState
}

function contentOf({ segment, facts, state, ...row }: Counted, language: Language, source: Language, index: Index): Content | null {
  if (!facts.approved) return null
  const own = index.approved.get(`${segment} ${isTranslated(row.kind) ? language : source}`)
  const substance = index.sources.get(own?.revision ?? '')?.substance ?? null
  const { kind, level, list, asset } = row
  return { segment_id: segment, kind, level, list, asset, language, ...frozenMarks({ ...facts.approved, substance }, state.step) }
}
