import { listTitles, type Title } from '../articles/store.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { listActsOn } from '../ledger/store.ts'
import { namesOf } from '../people/store.ts'
import { plainText } from '../text/inline.ts'
import { toldBy } from './ledger-told.ts'

/** Texts of one's own that somebody undid, with the reason: nothing to be done about, but to be known. */
export interface UndoneTexts {
  by: string
  at: Timestamp
  language: Language
  count: number
  reason: string
  articles: readonly { href: string; title: Title }[]
}

const DAYS_TOLD = 30
const DAY = 86_400_000
const MOST_TOLD = 10
const MOST_ARTICLES = 5

/** What was undone of a person's texts within the last days, the newest first. */
export async function readUndone(db: Db, person: Id, lang: Language, time = Date.now()): Promise<UndoneTexts[]> {
  const since = new Date(time - DAYS_TOLD * DAY).toISOString()
  const lines = await listActsOn(db, { act: 'edits.undone', subjects: [`person:${person}`], since, limit: MOST_TOLD })
  const told = lines.map((line) => ({ line, ...toldBy(line) }))
  const names = await namesOf(db, lines.map(({ actor }) => actor))
  const titles = await listTitles(db, [...new Set(told.flatMap(({ articles }) => articles.slice(0, MOST_ARTICLES)))], lang)
  return told.map(({ line, language, paragraphs, reason, articles }) => ({
    by: names.get(line.actor) ?? '', at: line.at, language: language ?? '', count: paragraphs ?? 0, reason: reason ?? '',
    articles: articles.flatMap((id) => {
      const title = titles.get(id)
      return title ? [{ href: `/desk/articles/${id}/history?kind=undone`, title: { ...title, text: plainText(title.text) } }] : []
    }),
  }))
}
