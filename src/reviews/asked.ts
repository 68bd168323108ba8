import type { Request } from 'express'
import type { Id } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { AppError } from '../errors.ts'

export function pageIn({ query }: Request): number | undefined {
  const wanted = query['page']
  if (wanted === undefined) return undefined
  if (typeof wanted !== 'string' || !/^[1-9]\d{0,5}$/.test(wanted)) throw new AppError('not_found')
  return Number(wanted)
}

/** The paragraph that somebody wants to be led to. */
export function segmentIn({ query }: Request): Id | undefined {
  return isId(query['at']) ? query['at'] : undefined
}

export function param({ params }: Request, name: string): string {
  const value = params[name]
  return typeof value === 'string' ? value : ''
}
