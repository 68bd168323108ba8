import { listTitles } from '../articles/store.ts'
import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { LedgerRow } from '../ledger/model.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { plainText } from '../text/inline.ts'
import { lineOf, mentionedIn, type LedgerLine } from './ledger-lines.ts'
import { listNames, listSubmissionArticles } from './ledger-store.ts'

/** The lines in words, with what they speak of looked up: a fixed number of queries. */
export async function readLines(db: Db, rows: readonly LedgerRow[], lang: Language, reader: Actor): Promise<LedgerLine[]> {
  const { people, submissions, articles, names } = mentionedIn(rows)
  const places = await listSubmissionArticles(db, submissions)
  const titles = await listTitles(db, [...new Set([...articles, ...places.values()])], lang)
  const known = {
    people: await namesOf(db, people), submissions: places, names: await listNames(db, [...new Set(names)], lang),
    titles: new Map([...titles].map(([id, title]) => [id, { ...title, text: plainText(title.text) }])),
  }
  return rows.map((row) => lineOf(row, known, reader))
}
