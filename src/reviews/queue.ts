import type { Id, Language, Timestamp } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { beginningOf } from '../text/excerpt.ts'
import type { DecidedRow } from './decided-store.ts'
import type { DecidedPage, QueueLine, QueuePage } from './queue-pages.ts'
import type { QueueRow } from './queue-store.ts'
import type { StalledQueue } from './stalled-store.ts'

const MESSAGE = 140
const WORDS = 110
const DAY = 24 * 60 * 60 * 1000

/** What of the queue somebody wants to see; null for all of it. */
export interface QueueAsked {
  language: Language | null
  kind: 'translation' | 'original' | null
  scope: 'mine' | null
}

interface Read {
  actor: Actor
  asked: QueueAsked
  /** One more than `limit` when there is a next page. */
  rows: readonly QueueRow[]
  page: number
  limit: number
  now: Timestamp
  counts: ReadonlyMap<Language, number>
  repeats: ReadonlyMap<Id, { again: number; mine: number }>
  titles: ReadonlyMap<Id, QueueLine['title']>
  names: ReadonlyMap<Id, string>
  reviewers: ReadonlyMap<Language, number>
  stalled: readonly StalledQueue[]
  last: Timestamp | null
  measured: boolean
  languages: readonly Language[]
}

export function queuePage(read: Read): QueuePage {
  const { actor, asked, rows, counts, page, limit, languages } = read
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const choice = (change: Partial<QueueAsked>) => {
    const href = hrefOf({ ...asked, ...change })
    return { href, current: href === hrefOf(asked) }
  }
  return {
    languages: [null, ...languages].map((language) => ({
      language, count: language ? counts.get(language) ?? 0 : all, ...choice({ language }),
    })),
    kinds: ([null, 'translation', 'original'] as const).map((kind) => ({ kind, ...choice({ kind }) })),
    scopes: can(actor, 'submission.review') ? ([null, 'mine'] as const).map((scope) => ({ scope, ...choice({ scope }) })) : [],
    narrowed: asked.language !== null || asked.kind !== null || asked.scope !== null,
    rows: rows.slice(0, limit).map((row) => lineOf(row, read)),
    reviewers: languages.map((language) => ({ language, count: read.reviewers.get(language) ?? 0 })),
    // Whoever can find somebody to review.
    stalled: read.stalled.filter(({ language }) => can(actor, 'people.manage') || can(actor, 'edition.publish', language)).map(({ language, oldest, submission, why }) =>
      ({ language, submission, why, days: daysSince(oldest, read.now) })),
    canInvite: can(actor, 'people.manage'),
    last: read.last, measured: read.measured,
    previous: page > 1 ? hrefOf(asked, page - 1) : null,
    next: rows.length > limit ? hrefOf(asked, page + 1) : null,
  }
}

function lineOf(row: QueueRow, { actor, names, now, repeats, titles }: Read): QueueLine {
  return {
    submission: row.submission, title: titles.get(row.article) ?? { text: '', language: row.language },
    // A change of the original goes nowhere yet.
    from: row.language === row.source ? null : row.source, language: row.language,
    sender: names.get(row.sender) ?? '', at: row.at, days: daysSince(row.at, now), message: beginningOf(row.message, MESSAGE),
    review: row.open - row.confirmation - row.second - row.structure, confirmation: row.confirmation, second: row.second,
    structure: row.structure > 0,
    href: `/desk/submissions/${row.submission}${row.structure > 0 && row.structure === row.open ? '/source-change' : ''}`,
    ...repeats.get(row.submission) ?? { again: 0, mine: 0 },
    role: roleIn(row, actor),
  }
}

function roleIn({ sender, language, open, confirmation, settled }: QueueRow, actor: Actor): QueueLine['role'] {
  if (sender === actor.id) return confirmation > 0 ? 'confirm' : 'sent'
  return can(actor, 'submission.review', language) && open > settled ? 'review' : null
}

function daysSince(at: Timestamp, now: Timestamp): number {
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / DAY))
}

function hrefOf({ language, kind, scope }: QueueAsked, page = 1): string {
  const asked = [
    language && `language=${language}`, kind && `kind=${kind}`, scope && `show=${scope}`, page > 1 && `page=${page}`,
  ].filter(Boolean)
  return asked.length > 0 ? `/desk/reviews?${asked.join('&')}` : '/desk/reviews'
}

/** Decisions, the newest first. Takes one row more than `limit` when there are older ones. */
export function decidedPage({ rows, language, isFirst, limit, languages, titles, names }: {
  rows: readonly DecidedRow[]; language: Language | null; isFirst: boolean; limit: number; languages: readonly Language[]
  titles: ReadonlyMap<Id, QueueLine['title']>; names: ReadonlyMap<Id, string>
}): DecidedPage {
  const address = (more: string[]) => ['/desk/reviews/decided', more.filter(Boolean).join('&')].filter(Boolean).join('?')
  const chosen = language ? `language=${language}` : ''
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    languages: [null, ...languages].map((one) => ({ language: one, href: address([one ? `language=${one}` : '']), current: one === language })),
    rows: rows.slice(0, limit).map((row) => ({
      outcome: row.outcome, at: row.at, language: row.language, selfApproved: row.eyes === 'one',
      reviewer: names.get(row.reviewer) ?? '', sender: names.get(row.sender) ?? '',
      title: titles.get(row.article) ?? { text: '', language: row.language },
      href: `/desk/submissions/${row.submission}?at=${row.segment}#p-${row.segment}`, words: beginningOf(row.text, WORDS), reason: row.reason,
    })),
    older: last ? address([chosen, `before=${last.id}`]) : null,
    newest: isFirst ? null : address([chosen]),
  }
}
