import type { Problem, StateWord } from '../i18n/resources.ts'
import type { Problems } from './form.ts'

/** `/layout/_field`: a label, its input, and what helps or went wrong, tied together for screen readers. */
export interface Field {
  name: string
  label: string
  value?: string
  type?: 'text' | 'email' | 'password' | 'search' | 'date' | 'datetime-local' | 'textarea'
  hint?: string
  problem?: Problem | undefined
  /** Said in words beside the label; a field without it must be filled in. */
  optional?: boolean
  /** May stay empty, as what stands above it says. */
  unasked?: boolean
  autocomplete?: string
  /** The language of what is typed: browsers choose their spelling checker by it. */
  lang?: string
  rows?: number
}

/** `/layout/_problems`: the summary above a refused form. Fields are named by their labels, in the order of the form. */
export interface ProblemSummary {
  problems: Problems
  labels: Readonly<Record<string, string>>
}

/** `/layout/_state`: icon and word of a state. `quiet` leaves the word to screen readers alone. */
export interface StateChip {
  state: StateWord
  quiet?: boolean
  /** Said in place of the state’s own word. */
  words?: string
}

/** `/layout/_coded`: words in which what is to be typed stands in backticks. */
export interface CodedText {
  text: string
}

/** `/layout/_progress`: a bar of shares; the label says in words what it shows. */
export interface Progress {
  label: string
  spans: readonly ProgressSpan[]
}

interface ProgressSpan {
  state: StateWord
  /** Per cent of the bar. */
  from: number
  to: number
}

/** Counts in the order they are given, as neighbouring stretches of a bar; empty ones and an empty bar have none. */
export function progressSpans(counts: readonly { state: StateWord, count: number }[]): ProgressSpan[] {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  let before = 0
  return counts.filter(({ count }) => count > 0).map(({ state, count }) => {
    const from = percentOf(before, total)
    before += count
    return { state, from, to: percentOf(before, total) }
  })
}

function percentOf(part: number, total: number): number {
  return Math.round((part / total) * 1000) / 10
}
