import { Measure } from '../src/memory/distance.ts'
import { readForm, type Form } from '../src/memory/form.ts'
import { pairsOf } from './memory-texts.ts'

const SIGNS = 32
const LEAST_SCORE = 50

export interface Asked {
  text: string
  from: 'en' | 'uk'
  /** The score that was found. */
  score: number
}

interface Judged extends Asked {
  form: Form
  measure: Measure
  signs: Uint16Array
}

/** Of how many per cent of those that have a match of 50 at least the best one was found, by comparing with every text. */
export function recallOf(size: number, asked: readonly Asked[]): number {
  const judged = asked.map((one): Judged & { best: number } => {
    const [form, measure] = [readForm(one.text.normalize('NFC')), new Measure()]
    measure.from(form)
    return { ...one, form, measure, signs: signsOf(form), best: Math.max(LEAST_SCORE - 1, one.score) }
  })
  const other = readForm('')
  for (const pair of pairsOf(size)) {
    for (const from of ['en', 'uk'] as const) {
      readForm(pair[from].normalize('NFC'), other)
      const signs = signsOf(other)
      for (const one of judged) if (one.from === from && one.best < 99) one.best = betterOf(one, one.best, other, signs)
    }
  }
  const matched = judged.filter(({ best }) => best >= LEAST_SCORE)
  return 100 * matched.filter(({ best, score }) => score >= Math.min(99, best)).length / matched.length
}

/** The score of the other text, if it is better than the best so far. */
function betterOf({ form, measure, signs }: Judged, best: number, other: Form, otherSigns: Uint16Array): number {
  const length = Math.max(form.length, other.length)
  const most = Math.floor(length * (100 - best - 1) / 100)
  if (Math.abs(form.length - other.length) > most || differenceOf(signs, otherSigns) > most) return best
  const distance = measure.to(other, most)
  return distance < 0 ? best : Math.floor(100 * (length - distance) / length)
}

/** How many letters of each sort there are: no distance is less than what one text has more of. */
function signsOf({ codes, length }: Form): Uint16Array {
  const signs = new Uint16Array(SIGNS)
  for (let at = 0; at < length; at++) signs[codes[at]! % SIGNS]!++
  return signs
}

function differenceOf(one: Uint16Array, other: Uint16Array): number {
  let [more, less] = [0, 0]
  for (let at = 0; at < SIGNS; at++) {
    const difference = one[at]! - other[at]!
    if (difference > 0) more += difference
    else less -= difference
  }
  return Math.max(more, less)
}
