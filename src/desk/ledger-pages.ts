import type { Id, Language } from '../db/columns.ts'
import { ledgerHash, type Act, type LedgerRow } from '../ledger/model.ts'
import type { Problems } from '../web/form.ts'
import { ACT_KINDS, isNarrow, ledgerHref, type ActKind, type LedgerFilter } from './ledger-filter.ts'
import type { LedgerLine } from './ledger-lines.ts'

export const LINES_PER_PAGE = 100

export interface LedgerPage {
  lines: readonly LedgerLine[]
  /** Whether the lines follow from each other; only all of them one after another can be checked. */
  check: 'sound' | 'fault' | null
  /** The number of the first line, from below, that does not follow from those before it. */
  fault: number
  newer: string | null
  older: string | null
  filter: LedgerFilter
  problems: Problems
  isNarrow: boolean
  people: readonly { id: Id; name: string }[]
  acts: readonly { kind: ActKind; acts: readonly Act[] }[]
  /** The article that the lines are about, when they are about one. */
  article: { title: string; language: Language; href: string; without: string } | null
}

/** Where the lines shown stand in the whole: the newest they could hold, the line before the last of them, and the end of the ledger. */
interface Place {
  newest: number
  older: LedgerRow | undefined
  head: { number: number; hash: string }
}

interface Around {
  filter: LedgerFilter
  problems: Problems
  people: LedgerPage['people']
  title: { text: string; language: Language } | undefined
}

/** A page of lines, newest first. */
export function ledgerPage(rows: readonly LedgerRow[], lines: readonly LedgerLine[], place: Place, around: Around): LedgerPage {
  const { filter, problems, people, title } = around
  const { older } = place
  const narrow = isNarrow(filter)
  const fault = narrow ? null : findFault(rows, place)
  return {
    lines, filter, problems, isNarrow: narrow, people, fault: fault ?? 0,
    check: fault !== null ? 'fault' : narrow || lines.length === 0 ? null : 'sound',
    newer: newerThan(place, filter, narrow), older: older ? ledgerHref({ ...filter, before: older.number + 1 }) : null,
    acts: [...ACT_KINDS].map(([kind, acts]) => ({ kind, acts })),
    article: filter.article === null ? null
      : {
          title: title?.text ?? filter.article, language: title?.language ?? '', href: `/desk/articles/${filter.article}`,
          without: ledgerHref({ ...filter, article: null, before: null }),
        },
  }
}

/** A page earlier where lines stand by number; to the newest ones where lines are left out. */
function newerThan({ newest, head }: Place, filter: LedgerFilter, narrow: boolean): string | null {
  const above = newest + LINES_PER_PAGE
  if (newest >= head.number) return null
  return narrow || above >= head.number ? ledgerHref({ ...filter, before: null }) : ledgerHref({ ...filter, before: above + 1 })
}

/** Recomputes the hashes of the lines and their tie to the line before them and, for the newest, to the end of the ledger. */
function findFault(rows: readonly LedgerRow[], { newest, older, head }: Place): number | null {
  let previous = { number: older?.number ?? 0, hash: older?.hash ?? '' }
  for (const row of rows.toReversed()) {
    const follows = row.number === previous.number + 1 && row.previous_hash === previous.hash
    if (!follows || row.hash !== ledgerHash(row)) return previous.number + 1
    previous = row
  }
  if (previous.number !== newest) return previous.number + 1
  return newest === head.number && previous.hash !== head.hash ? newest : null
}
