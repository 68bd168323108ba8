import type { Part, Value } from './model.ts'
import { convert } from './vocabulary.ts'

/** How two values may be the same: written in each language’s way; read in another way; measured in another unit. */
type Level = 'exactly' | 'otherwise' | 'converted'

/** Roundings that a conversion may bring: 5 miles are about 8 kilometres. */
const ROUNDING = 0.025

export function isSame(one: Value, other: Value, level: Level): boolean {
  if (level === 'exactly' && one.name !== other.name) return false
  if (one.kind === 'date' || other.kind === 'date') return one.kind === other.kind && isSameDate(one, other)
  if (one.written === other.written && one.times === other.times) {
    return one.kind === other.kind && areAlike(one, other) && !areOpposite(one, other)
  }
  if (isClockWithPoint(one, other) || isClockWithPoint(other, one)) return true
  if (one.kind === 'time' || other.kind === 'time') return one.kind === other.kind && meet(one.amounts, other.amounts)
  if (arePointed(one, other)) return false
  if (level === 'exactly') return one.amounts.length > 0 && one.amounts[0] === other.amounts[0] && areAlike(one, other)
  return (meet(one.amounts, other.amounts) && areAlike(one, other)) || (level === 'converted' && isConverted(one, other))
}

/** A day is not a month, else every figure may be any. */
export function isSamePart(one: Part, other: Part): boolean {
  return (one.role === 'month') === (other.role === 'month') && meet(one.amounts, other.amounts)
}

function isSameDate(one: Value, other: Value): boolean {
  return (['day', 'month', 'year'] as const).every((role) => {
    const [mine, theirs] = [one, other].map(({ parts }) => parts.find((part) => part.role === role)?.amounts)
    return mine && theirs ? meet(mine, theirs) : mine === theirs
  })
}

/** A unit on one side alone says nothing: it may be in a word that is not known, or said once for several. */
function areAlike({ unit: one }: Value, { unit: other }: Value): boolean {
  if (one === null || other === null || one === other) return true
  const both = [one, other].sort().join(' ')
  // The pound as money and as weight is one word in Ukrainian.
  return both === 'GBP lb'
}

/** Five degrees, and five below zero. */
function areOpposite(one: Value, other: Value): boolean {
  return (one.amounts[0] ?? 0) * (other.amounts[0] ?? 0) < 0
}

function isConverted(one: Value, other: Value): boolean {
  const [amount, given] = [one.amounts[0], other.amounts[0]]
  if (amount === undefined || given === undefined || !one.unit || !other.unit || one.unit === other.unit) return false
  const right = convert(amount, one.unit, other.unit)
  return right !== null && Math.abs(right - given) <= Math.max(Math.abs(right) * ROUNDING, one.unit.startsWith('°') ? 0.6 : 0)
}

/** 3.1 and 3.10 are two versions. */
function arePointed({ written: one }: Value, { written: other }: Value): boolean {
  const points = /^\d+\.\d+$/
  return points.test(one) && points.test(other) && one.length !== other.length
}

/** «о 14.30» */
function isClockWithPoint(time: Value, number: Value): boolean {
  const [, hour, minute] = /^(\d{1,2})\.([0-5]\d)$/.exec(number.written) ?? []
  return time.kind === 'time' && hour !== undefined && time.amounts.includes(Number(hour) * 60 + Number(minute))
}

function meet(some: readonly number[], others: readonly number[]): boolean {
  return some.some((one) => others.includes(one))
}
