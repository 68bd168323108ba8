import type { Request, Response } from 'express'
import { AppError } from '../errors.ts'
import { isId } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import { viewLocals } from '../web/locals.ts'
import { KINDS, LONGEST_WORD, STATUSES } from './model.ts'
import { DONE, type Done } from './pages.ts'
import type { Wanted } from './search.ts'

/** What the address of the list asks for. Throws `not_found` for what can be asked nowhere. */
export function wantedIn(query: Request['query']): { wanted: Wanted; page: number } {
  const text = (name: string) => {
    const value = query[name] ?? ''
    if (typeof value !== 'string') throw new AppError('not_found', { [name]: 'several' })
    return value.slice(0, LONGEST_WORD)
  }
  const one = <T extends string>(name: string, known: readonly T[]): T | null => {
    if (text(name) === '') return null
    const found = known.find((word) => word === text(name))
    if (found === undefined) throw new AppError('not_found', { [name]: 'unknown' })
    return found
  }
  const page = text('page') || '1'
  if (!/^[1-9]\d{0,4}$/.test(page)) throw new AppError('not_found', { page: 'unknown' })
  const wanted = { query: text('q').trim(), kind: one('kind', KINDS), status: one('status', ['proposed', ...STATUSES] as const), domain: text('domain') || null }
  return { wanted, page: Number(page) }
}

export function doneIn(request: Request): Done | null {
  return DONE.find((one) => one === request.query['done']) ?? null
}

/** The term that an address names. */
export function termIn({ params }: Request): Id {
  return idOr404(params['term'])
}

/** The id in a query, where there is one. */
export function idIn(value: unknown): Id | undefined {
  return value === undefined ? undefined : idOr404(value)
}

/** The article that somebody came from; an address with another one leads nowhere else. */
export function articleIn(value: unknown): Id | null {
  return isId(value) ? value : null
}

export function idOr404(value: unknown): Id {
  if (!isId(value)) throw new AppError('not_found')
  return value
}

export function spokenIn(response: Response): Language {
  return viewLocals(response).lang
}
