import { findArticle, listTitles, type Title } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { loadFacts } from '../segments/facts.ts'
import { diffHtml } from '../text/diff-html.ts'
import { diffTexts } from '../text/diff.ts'
import { plainText } from '../text/inline.ts'
import { textHash } from '../text/hash.ts'
import { writingAbility } from '../translations/model.ts'
import { proposesText, type Correction } from './model.ts'
import type { CorrectionLine, CorrectionPage } from './pages.ts'
import { findCorrection, listApprovedNow, listNumbers, listPublishedNow, type Standing } from './store.ts'
import { waysToTake } from './taking.ts'

/** What somebody who hears the page is told before each change. */
interface DiffWords {
  added: string
  removed: string
}

interface Spoken {
  lang: Language
  words: DiffWords
}

/** Corrections as a page shows them: a fixed number of queries. */
export async function readLines(db: Db, corrections: readonly Correction[], { lang, words }: Spoken): Promise<CorrectionLine[]> {
  const segments = [...new Set(corrections.map(({ segment }) => segment))]
  const titles = await listTitles(db, [...new Set(corrections.map(({ article }) => article))], lang)
  const names = await namesOf(db, corrections.flatMap(({ decided }) => decided?.by ?? []))
  const numbers = await listNumbers(db, segments)
  const approved = hashesOf(await listApprovedNow(db, segments))
  const published = hashesOf(await listPublishedNow(db, segments))
  return corrections.map((one) => {
    const { id, article, segment, language, number, shown, text, remark, at, state, decided } = one
    const differs = (hashes: ReadonlyMap<string, string>) => (hashes.get(`${segment} ${language}`) ?? textHash(shown)) !== textHash(shown)
    return {
      id, href: `/desk/corrections/${id}`, title: titleOf(titles, article), articleHref: `/desk/articles/${article}`,
      number: numbers.get(segment) ?? null, edition: number, language, at, remark, state, shown,
      changesHtml: proposesText(one) ? diffHtml(diffTexts(shown, text, language), words) : null,
      decided: decided && { ...decided, by: names.get(decided.by) ?? '' }, moved: differs(approved), published: differs(published),
    }
  })
}

function hashesOf(standing: readonly Standing[]): Map<string, string> {
  return new Map(standing.map(({ segment, language, hash }) => [`${segment} ${language}`, hash]))
}

export function titleOf(titles: ReadonlyMap<Id, Title>, article: Id): Title {
  const title = titles.get(article)
  return title ? { ...title, text: plainText(title.text) } : { text: '…', language: '' }
}

type ReadCorrection = Pick<CorrectionPage, 'one' | 'decisions' | 'room' | 'taking' | 'cannot'>

/** One correction, and what its reader may do about it. */
export async function readCorrection(db: Db, actor: Actor, id: Id, spoken: Spoken): Promise<ReadCorrection> {
  const correction = await findCorrection(db, id)
  const { article: of, segment, language, decisions } = correction
  const [one] = await readLines(db, [correction], spoken)
  if (!one) throw new Error('a correction was lost')
  const article = await findArticle(db, of)
  const source = article.source_language
  const [facts] = await loadFacts(db, { article: of, source, language, person: actor.id, segments: [segment] })
  const cannot = correction.state !== 'open' ? null : !can(actor, writingAbility(source, language), language) ? language === source ? 'original' : 'right'
    : !facts ? 'removed' : article.trashed_at !== null ? 'trash' : null
  const room = facts ? `/desk/articles/${of}/languages/${language}/segments/${segment}` : null
  const taking = facts && cannot === null && correction.state === 'open' ? takingOf(correction, facts, spoken.words) : null
  return { one, decisions, room, cannot, taking }
}

function takingOf(correction: Correction, facts: Parameters<typeof waysToTake>[1], words: DiffWords): CorrectionPage['taking'] {
  const { ways, ...standing } = waysToTake(correction, facts)
  const { language } = correction
  return {
    ...standing,
    ways: ways.map(({ how, text }) =>
      ({ how, changesHtml: text === null ? null : diffHtml(diffTexts(standing.now, text, language), words) })),
  }
}
