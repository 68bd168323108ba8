import { AppError } from '../errors.ts'
import type { Language } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { BOARD_STATES, SORTS, type BoardFilter } from './board.ts'

const LONGEST_SEARCH = 200
const KINDS = ['article', 'site'] as const

export const NO_FILTER: BoardFilter = {
  state: null, language: null, kind: null, topic: null, author: null, archived: false, q: '', sort: 'newest', page: 1,
}

/** What the address asks for. Throws `not_found` for what can be asked nowhere; an empty field asks for nothing. */
export function filterIn(query: Readonly<Record<string, unknown>>, languages: readonly Language[]): BoardFilter {
  const one = <T extends string>(name: string, allowed: readonly T[]) =>
    choiceIn(query, name, (value) => allowed.find((known) => known === value))
  const page = choiceIn(query, 'page', (value) => (/^[1-9]\d{0,5}$/.test(value) ? value : undefined))
  const id = (name: string) => choiceIn(query, name, (value) => (isId(value) ? value : undefined))
  return {
    state: one('state', BOARD_STATES), language: one('language', languages), kind: one('kind', KINDS),
    topic: id('topic'), author: id('author'),
    archived: one('archived', ['1']) !== null, q: (choiceIn(query, 'q', (value) => value.slice(0, LONGEST_SEARCH)) ?? '').trim(),
    sort: one('sort', SORTS) ?? 'newest', page: Number(page ?? 1),
  }
}

/** The board as the filter asks for it; what is as usual is left out of the address. */
export function boardHref(filter: Partial<BoardFilter>): string {
  const { state, language, kind, topic, author, archived, q, sort, page } = { ...NO_FILTER, ...filter }
  const asked = Object.entries({
    q, state, language, kind, topic, author, archived: archived ? '1' : '',
    sort: sort === 'newest' ? '' : sort, page: page === 1 ? '' : String(page),
  }).flatMap(([name, value]) => (value ? [[name, value]] : []))
  const query = new URLSearchParams(asked).toString()
  return query === '' ? '/desk/articles' : `/desk/articles?${query}`
}

function choiceIn<T extends string>(
  query: Readonly<Record<string, unknown>>, name: string, read: (value: string) => T | undefined,
): T | null {
  const given = query[name]
  if (given === undefined || given === '') return null
  const value = typeof given === 'string' ? read(given) : undefined
  if (value === undefined) throw new AppError('not_found', { [name]: 'unknown' })
  return value
}
