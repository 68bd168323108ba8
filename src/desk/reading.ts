import type { Article } from '../articles/model.ts'
import { listSlugs } from '../articles/store.ts'
import { listShownPictures } from '../assets/shown.ts'
import { now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { countCorrections, listWaiting } from '../corrections/store.ts'
import { listSchedules } from '../editions/schedule-store.ts'
import { can } from '../people/abilities.ts'
import { languagesOf, type Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { listStalledQueues } from '../reviews/stalled-store.ts'
import { loadFacts } from '../segments/facts.ts'
import { listReturnedChanges } from '../segments/source-changes.ts'
import { listSourceDrafts } from '../sources/draft-store.ts'
import { listDrafts } from '../translations/store.ts'
import { listBoard } from './board-store.ts'
import { ledgerHref } from './ledger-filter.ts'
import { readLines } from './ledger-reading.ts'
import { chooseLedger } from './ledger-store.ts'
import type { ArticleFacts } from './pages.ts'
import { listNewestEditions, listReturned, listSubmissions, listToConfirm, listToReview } from './store.ts'
import { tallyArticles } from './tallies.ts'
import { titleArticles } from './titles.ts'
import type { Facts } from './work.ts'

const SHOWN_ACTS = 6
const EVERY_ACT = { person: null, act: null, since: undefined, until: undefined, before: null }

/** How long a returned change of the order of paragraphs is work for its sender: 30 days. */
const REMEMBERED = 30 * 24 * 60 * 60 * 1000

/** What «My work» is made from. */
export async function readWork(db: Db, actor: Actor, languages: readonly Language[]): Promise<Facts> {
  const articles = await listBoard(db, { archived: false, topic: null, author: null })
  const listed = new Set(articles.map(({ id }) => id))
  // What is in the archive or the trash is nobody's work.
  const worked = <T extends { article: Id }>(some: readonly T[]) => some.filter(({ article }) => listed.has(article))
  const schedules = await listSchedules(db)
  // Whoever can do something about a queue that nobody works off: editors of the language, and those who invite people.
  const watched = can(actor, 'people.manage') ? languages : languagesOf(actor, 'publish')
  return {
    articles, tallies: await tallyArticles(db, articles, languages),
    returned: worked(await listReturned(db, actor.id)), confirm: worked(await listToConfirm(db, actor.id)),
    reorder: worked(await listReturnedChanges(db, actor.id, new Date(Date.now() - REMEMBERED).toISOString())),
    drafts: worked(await listDrafts(db, actor.id)), originals: worked(await listSourceDrafts(db, actor.id)),
    review: worked(await listToReview(db, actor.id, languagesOf(actor, 'review'))),
    refused: schedules.filter(({ state }) => state === 'refused'), planned: schedules.filter(({ state }) => state === 'waiting'),
    corrections: await listWaiting(db, languages.filter((language) => can(actor, 'correction.decide', language))),
    stalled: watched.length > 0 ? await listStalledQueues(db, watched, now()) : [],
  }
}

/** What the page of one article is made from. */
export async function readArticle(db: Db, article: Article, { languages, lang, actor }: {
  languages: readonly Language[]; lang: Language; actor: Actor
}): Promise<ArticleFacts> {
  const { id, source_language: source, created_by } = article
  const schedules = await listSchedules(db, { article: id })
  const facts = await loadFacts(db, { article: id, source, language: source })
  const acts = can(actor, 'ledger.view')
    ? await chooseLedger(db, { ...EVERY_ACT, article: id, limit: SHOWN_ACTS + 1 }) : []
  return {
    title: (await titleArticles(db, [article], lang)).get(id),
    broughtInBy: (await namesOf(db, [created_by])).get(created_by) ?? '',
    tallies: (await tallyArticles(db, [article], languages)).get(id) ?? new Map(),
    plans: new Map(schedules.toReversed().map(({ language, at, state }) => [language, { at, state }])),
    editions: await listNewestEditions(db, id), slugs: await listSlugs(db, id), submissions: await listSubmissions(db, id),
    facts, pictures: await listShownPictures(db, facts), corrections: await countOpen(db, id, languages.filter((language) => can(actor, 'correction.decide', language))),
    history: {
      lines: await readLines(db, acts.slice(0, SHOWN_ACTS), lang, actor),
      all: acts.length > SHOWN_ACTS ? ledgerHref({ article: id }) : null,
    },
  }
}

async function countOpen(db: Db, article: Id, languages: readonly Language[]): Promise<number> {
  const counts = await countCorrections(db, { languages, article })
  return counts.filter(({ state }) => state === 'open').reduce((sum, { count }) => sum + count, 0)
}
