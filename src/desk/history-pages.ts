import type { Title } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { HISTORY_KINDS, type Before, type HistoryEvent, type HistoryKind } from './history-model.ts'

/** Everything that ever happened to one article, the newest first. */
export interface HistoryPage {
  article: Id
  title: Title
  events: readonly HistoryEvent[]
  older: string | null
  newest: string | null
  filter: HistoryFilter
  kinds: readonly HistoryKind[]
  people: readonly { id: Id; name: string }[]
  /** Undoing the texts of the person whose events are shown; null where the reader of the page may not. */
  undo: { href: string; name: string } | null
}

/** Which events are shown. */
export interface HistoryFilter {
  language: Language | null
  kind: HistoryKind | null
  person: Id | null
  before: Before | null
}

/** What the address asks for. Throws `not_found` for what can be asked nowhere. */
export function historyFilterIn(query: Readonly<Record<string, unknown>>, languages: readonly Language[]): HistoryFilter {
  const known = <T extends string>(name: string, is: (value: string) => T | undefined): T | null => {
    const value = query[name] ?? ''
    if (value === '') return null
    const found = typeof value === 'string' ? is(value) : undefined
    if (found === undefined) throw new AppError('not_found', { [name]: 'unknown' })
    return found
  }
  const before = known('before', (value) => /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z~[0-9a-z]{1,22}$/.test(value) ? value : undefined)
  const [at = '', id = ''] = before?.split('~') ?? []
  return {
    language: known('language', (value) => languages.find((language) => language === value)),
    kind: known('kind', (value) => HISTORY_KINDS.find((kind) => kind === value)),
    person: known('person', (value) => isId(value) ? value : undefined), before: before === null ? null : { at, id },
  }
}

export function historyHref(article: Id, { language, kind, person, before }: HistoryFilter): string {
  const asked = Object.entries({ language, kind, person, before: before && `${before.at}~${before.id}` })
    .flatMap(([name, value]) => value ? [[name, value]] : [])
  const query = new URLSearchParams(asked).toString()
  return `/desk/articles/${article}/history${query === '' ? '' : `?${query}`}`
}
