import { AppError } from '../errors.ts'
import type { Id, Timestamp } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { momentIn } from '../editions/moments.ts'
import { ACTS, isAct, type Act } from '../ledger/model.ts'
import type { Problems } from '../web/form.ts'

/** Which lines of the ledger to show. */
export interface LedgerFilter {
  /** A person’s id, or `system`. */
  person: Id | null
  /** An act, or the first word of several (`edition`). */
  act: Act | ActKind | null
  article: Id | null
  /** Days of the site’s place, as `2026-05-01`; the last one is shown whole. */
  from: string
  to: string
  /** Lines before this number. */
  before: number | null
}

export type ActKind = Act extends `${infer Kind}.${string}` ? Kind : never

/** Acts by what they are done to, in the order of the ledger’s model. */
export const ACT_KINDS: ReadonlyMap<ActKind, Act[]> = Map.groupBy(ACTS, kindOf)

/** What the address asks for; `problems` are days that are none. Throws `not_found` for what can be asked nowhere. */
export function ledgerFilterIn(query: Readonly<Record<string, unknown>>, timeZone: string): { filter: LedgerFilter; problems: Problems } {
  const text = (name: string) => {
    const value = query[name] ?? ''
    if (typeof value !== 'string') throw new AppError('not_found', { [name]: 'several' })
    return value
  }
  const known = <T extends string>(name: string, is: (value: string) => value is T): T | null => {
    const value = text(name)
    if (value === '') return null
    if (!is(value)) throw new AppError('not_found', { [name]: 'unknown' })
    return value
  }
  const before = known('before', (value): value is string => /^[1-9]\d{0,14}$/.test(value))
  if (query['before'] === '') throw new AppError('not_found', { before: 'unknown' })
  const filter = {
    person: known('person', (value): value is Id => value === 'system' || isId(value)),
    act: known('act', isActOrKind), article: known('article', isId),
    from: text('from').trim(), to: text('to').trim(), before: before === null ? null : Number(before),
  }
  const wrong = (['from', 'to'] as const).filter((name) => filter[name] !== '' && !momentIn(timeZone, filter[name], '00:00'))
  const backwards = wrong.length === 0 && filter.from !== '' && filter.to !== '' && filter.from > filter.to
  return { filter, problems: backwards ? { to: 'backwards' } : Object.fromEntries(wrong.map((name) => [name, 'invalid'])) }
}

/** From the first day’s beginning to the last one’s end; undefined where no day limits it. */
export function spanOf(
  { from, to }: Pick<LedgerFilter, 'from' | 'to'>, timeZone: string,
): { since: Timestamp | undefined; until: Timestamp | undefined } {
  const nextDay = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
  const last = momentIn(timeZone, to, '00:00') && momentIn(timeZone, nextDay(to), '00:00')
  return { since: momentIn(timeZone, from, '00:00')?.at, until: last?.at }
}

/** Does it leave lines out? */
export function isNarrow({ person, act, article, from, to }: LedgerFilter): boolean {
  return person !== null || act !== null || article !== null || from !== '' || to !== ''
}

export function ledgerHref({ person, act, article, from, to, before }: Partial<LedgerFilter>): string {
  const asked = Object.entries({ person, act, article, from, to, before })
    .flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  const query = new URLSearchParams(asked).toString()
  return query === '' ? '/desk/ledger' : `/desk/ledger?${query}`
}

function isActOrKind(value: string): value is Act | ActKind {
  return isAct(value) || [...ACT_KINDS.keys()].some((kind) => kind === value)
}

function kindOf(act: Act): ActKind {
  return act.slice(0, act.indexOf('.')) as ActKind
}
