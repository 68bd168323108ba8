import type { Id, Language } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { QueueLine, QueuePage } from './pages.ts'
import type { QueueRow } from './store.ts'

const PREVIEW = 140

/** Takes one row more than `limit` when there is a next page. */
export function queuePage({ actor, rows, counts, titles, names, language, page, limit, languages }: {
  actor: Actor; rows: readonly QueueRow[]; counts: ReadonlyMap<Language, number>; titles: ReadonlyMap<Id, QueueLine['title']>
  names: ReadonlyMap<Id, string>; language: Language | null; page: number; limit: number; languages: readonly Language[]
}): QueuePage {
  const href = (number: number) => `/desk/reviews?${language ? `language=${language}&` : ''}page=${number}`
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return {
    language,
    filters: [{ language: null, count: all }, ...languages.map((one) => ({ language: one, count: counts.get(one) ?? 0 }))],
    rows: rows.slice(0, limit).map((row) => ({
      submission: row.submission, title: titles.get(row.article) ?? { text: '', language: row.language }, language: row.language,
      sender: names.get(row.sender) ?? '', at: row.at, message: firstWords(row.message),
      review: row.open - row.confirmation, confirmation: row.confirmation, role: roleIn(row, actor),
    })),
    previous: page > 1 ? href(page - 1) : null,
    next: rows.length > limit ? href(page + 1) : null,
  }
}

function roleIn({ sender, language, open, confirmation, ownEdits }: QueueRow, actor: Actor): QueueLine['role'] {
  if (sender === actor.id) return confirmation > 0 ? 'confirm' : 'sent'
  return can(actor, 'submission.review', language) && open > ownEdits ? 'review' : null
}

/** The beginning of a text, cut between words. */
function firstWords(text: string): string {
  if (text.length <= PREVIEW) return text
  const cut = text.slice(0, PREVIEW)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), PREVIEW / 2))}…`
}
