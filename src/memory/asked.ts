import type { Request } from 'express'
import type { Id, Language } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { languagesOf, type Actor } from '../people/model.ts'
import { SIDES, type AskedMemory } from './pages.ts'

const LONGEST = 300
const MOST_PAGES = 50

/** What the address asks for; without languages, those that the person translates between. Throws `not_found` for what nobody can ask. */
export function askedIn(query: Request['query'], languages: readonly Language[], actor: Actor): AskedMemory {
  const text = (name: string) => {
    const value = query[name] ?? ''
    if (typeof value !== 'string') throw new AppError('not_found', { [name]: 'several' })
    return value
  }
  const side = SIDES.find((one) => one === (text('side') || 'both'))
  const direction = directionsOf(languages).find(({ value }) => value === text('languages')) ?? (text('languages') === '' ? usualFor(actor, languages) : undefined)
  if (!side || !direction) throw new AppError('not_found', { side: text('side').slice(0, 20), languages: text('languages').slice(0, 20) })
  return { words: text('q').slice(0, LONGEST).trim(), from: direction.from, to: direction.to, side, page: pageIn(query) }
}

/** From 1. */
export function pageIn({ page = '1' }: Request['query']): number {
  if (typeof page !== 'string' || !/^[1-9]\d?$/.test(page) || Number(page) > MOST_PAGES) throw new AppError('not_found', { page: 'unknown' })
  return Number(page)
}

export function directionsOf(languages: readonly Language[]): { value: string; from: Language; to: Language }[] {
  return languages.flatMap((from) => languages.flatMap((to) => from === to ? [] : [{ value: `${from}>${to}`, from, to }]))
}

/** Into the language that the person translates into, else into the first of the site. */
function usualFor(actor: Actor, languages: readonly Language[]): { from: Language; to: Language } {
  const to = languagesOf(actor, 'translate').find((one) => languages.includes(one)) ?? languages[0] ?? ''
  return { from: languages.find((one) => one !== to) ?? to, to }
}

export function addressOf({ words, from, to, side, page }: AskedMemory): string {
  const query = { q: words, languages: `${from}>${to}`, ...side === 'both' ? {} : { side }, ...page === 1 ? {} : { page: String(page) } }
  return `/desk/memory?${new URLSearchParams(query).toString()}`
}

/** The import that an address names. */
export function importIn({ params }: Request): Id {
  const id = params['import']
  if (!isId(id)) throw new AppError('not_found')
  return id
}
