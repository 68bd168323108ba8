import { monthsIn } from './dates.ts'
import { MOST, type Part, type Value } from './model.ts'
import { numbersInWords } from './numerals.ts'
import { isSame, isSamePart } from './same.ts'
import { surplus } from './surplus.ts'
import type { ValuedText } from './text.ts'

/** A value of the original that the translation says otherwise, or not at all, or one that it adds. */
type Difference = { original: Value; translation: Value } | { original: Value; translation: null } | { original: null; translation: Value }

/** A year may be said once more or less often: «того ж року». */
const YEAR = /^[12]\d{3}$/

export function compareValues(original: ValuedText, translation: ValuedText): Difference[] {
  if (original.values.length > MOST || translation.values.length > MOST) return []
  const [missed, added] = unmatched(original.values, translation.values)
  if (missed.length + added.length === 0) return []
  const isExchange = missed.length === added.length
  const missing = missed.filter(isUnexplained(lookedIn(translation, original), isExchange))
  const extra = added.filter(isUnexplained(lookedIn(original, translation), isExchange))
  return paired({ missing, extra, missed, added })
}

/** Matched one with one, what is surest first; what is left of both. */
function unmatched(original: readonly Value[], translation: readonly Value[]): [Value[], Value[]] {
  let [left, right] = [[...original], [...translation]]
  for (const level of ['exactly', 'otherwise', 'converted'] as const) {
    const taken = new Set<Value>()
    left = left.filter((value) => {
      const other = right.find((one) => !taken.has(one) && isSame(value, one, level))
      if (other) taken.add(other)
      return !other
    })
    right = right.filter((value) => !taken.has(value))
  }
  return [left.filter(isKnownIn(right)), right.filter(isKnownIn(left))]
}

/** A name with figures counts only beside the same name with others. */
function isKnownIn(others: readonly Value[]): (value: Value) => boolean {
  return ({ name }) => name === null || others.some((one) => one.name === name)
}

/** The text that a value is looked for in. */
interface Other {
  values: readonly Value[]
  flat: string
  /** Numbers that it says in words, and those that it says more often than the value’s own text. */
  said: readonly number[]
  saidMore: readonly number[]
  /** Figures that it has in code and addresses, and the value’s own text has not. */
  hidden: readonly string[]
}

function lookedIn(other: ValuedText, own: ValuedText): Other {
  const said = numbersInWords(other.flat)
  return { ...other, said, saidMore: surplus(said, numbersInWords(own.flat)), hidden: surplus(other.hidden, own.hidden) }
}

/**
 * Is the value nowhere in the other text: not said again, not in pieces, not in words, not in code?
 * @param isExchange as many values are left on one side as on the other: one took the place of another
 */
function isUnexplained({ values, flat, said, saidMore, hidden }: Other, isExchange: boolean): (value: Value) => boolean {
  const parts = values.flatMap(partsOf)
  const months = once(() => monthsIn(flat))
  const isNamed = ({ role, amounts }: Part) => role === 'month' && amounts.some((month) => months().has(month))
  const isFound = (part: Part) => isNamed(part) || parts.some((one) => isSamePart(part, one))
  return (value) => {
    const isAgain = values.some((one) => isSame(value, one, 'otherwise'))
    const inWords = isAgain ? saidMore : said
    if (hidden.includes(value.written) || value.amounts.some((amount) => inWords.includes(amount))) return false
    if (isAgain && !isExchange && YEAR.test(value.written)) return false
    const own = value.parts.filter((part) => !(part.role === 'minute' && part.amounts[0] === 0))
    if (own.length === 0) return !values.some((one) => isPieceOf(value, one.parts))
    return !own.every((part) => isFound(part) || sayAny(part, said))
  }
}

function isPieceOf(value: Value, pieces: readonly Part[]): boolean {
  return (value.unit === null || value.unit === 'h') && pieces.some((piece) => isSamePart({ ...value, role: 'number' }, piece))
}

function sayAny({ role, amounts }: Part, said: readonly number[]): boolean {
  return role !== 'month' && amounts.some((amount) => said.includes(amount))
}

function partsOf(value: Value): Part[] {
  return value.parts.length > 0 ? [...value.parts] : [{ ...value, role: 'number' }]
}

interface Left {
  missing: readonly Value[]
  extra: readonly Value[]
  /** Also those that have an explanation. */
  missed: readonly Value[]
  added: readonly Value[]
}

/** One that is missing and one that is extra are one that was changed, where they are of a kind; so is a date that lost or won its year. */
function paired({ missing, extra, missed, added }: Left): Difference[] {
  const left = [...extra]
  const isEven = missing.length === extra.length
  const found = missing.map((original): Difference => {
    const at = left.findIndex((one) => one.kind === original.kind && one.name === original.name && (isEven || one.unit === original.unit))
    const translation = at < 0 ? added.find((one) => areOneDay(original, one)) : left.splice(at, 1)[0]
    return translation ? { original, translation } : { original, translation: null }
  })
  return [...found, ...left.map((translation): Difference => {
    const original = missed.find((one) => areOneDay(translation, one))
    return original ? { original, translation } : { original: null, translation }
  })]
}

function areOneDay(one: Value, other: Value): boolean {
  const isPart = (role: Part['role']) => [one, other].every(({ parts }) => parts.some((part) => part.role === role))
  return one.kind === 'date' && other.kind === 'date' && isPart('day') && one.parts.filter(({ role }) => role !== 'year').every((part) => {
    return other.parts.some((its) => its.role === part.role && isSamePart(part, its))
  })
}

function once<Result>(ask: () => Result): () => Result {
  let known: Result | undefined
  return () => (known ??= ask())
}
