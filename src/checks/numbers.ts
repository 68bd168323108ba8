import type { Prose } from '../text/prose.ts'
import type { Noticed, Read } from './model.ts'
import { compareValues } from './values/compare.ts'
import { decimalSignOf, isForeign, writeAmount } from './values/figures.ts'
import type { Value } from './values/model.ts'
import { readText } from './values/text.ts'
import { writeValue } from './values/write.ts'

/** Numbers, dates, amounts of money, measures and times say the same in both texts, each in its language’s way of writing. */
export function checkNumbers(read: Read): Noticed[] {
  const { original, text, from, to } = read
  if (!original || read.source === null || from === to) return []
  const [wanted, given] = [readText(read.source, from, original), readText(read.target, to, text)]
  const differences = compareValues(wanted, given)
  const changed = new Set(differences.map(({ translation }) => translation))
  return [
    ...differences.map(({ original: value, translation }): Noticed => {
      if (value === null) return { severity: 'warning', says: 'value_extra', words: { given: written(translation, text) }, at: translation }
      if (translation) {
        return { severity: 'warning', says: 'value_changed', words: { wanted: written(value, original), given: written(translation, text) }, at: translation }
      }
      const insert = writeValue(value, to)
      return { severity: 'warning', says: 'value_missing', words: { wanted: written(value, original) }, at: value, side: 'source', fix: { insert } }
    }),
    ...foreignForms(given.values.filter((value) => !changed.has(value)), wanted.values, read),
  ]
}

/** Figures of an amount in the other language’s way of writing, copied from the original. Versions and section numbers stay. */
function foreignForms(given: readonly Value[], wanted: readonly Value[], { text, from, to }: Read): Noticed[] {
  if (decimalSignOf(from) === decimalSignOf(to)) return []
  return given.flatMap((value): Noticed[] => {
    const source = wanted.find((one) => one.kind === 'number' && one.written === value.written && (one.unit ?? value.unit) === (value.unit ?? one.unit))
    const amount = source?.amounts[0]
    if (!source || amount === undefined || value.kind !== 'number' || !isForeign(value.written, to) || !isAmount(value, source)) return []
    const right = writeAmount(amount / source.times, to)
    const figures = text.words.slice(value.figures.start, value.figures.end)
    return [{ severity: 'warning', says: 'decimal_form', words: { given: figures, right }, at: value.figures, fix: right }]
  })
}

/** Surely an amount: it has a unit or a magnitude, or its figures stand in groups. */
function isAmount(value: Value, source: Value): boolean {
  return value.unit !== null || source.unit !== null || value.times > 1 || /^\d{1,3}([, ])\d{3}(?:\1\d{3})*(?:\.\d+)?$/.test(value.written)
}

function written(value: Value, { words }: Prose): string {
  return words.slice(value.start, value.end).trim()
}
