import type { Db } from '../db/schema.ts'
import { Search, type Candidate } from './candidates.ts'
import { Measure } from './distance.ts'
import { newForm, readForm, type Form } from './form.ts'
import { listTexts } from './matches-store.ts'
import type { Wanted } from './model.ts'
import { farthest, scoreAt } from './score.ts'

const MOST_COMPARED = 200
const FEWEST_COMPARED = 8
/** Steps of 32 cells that the comparing of one text may take, about: a few milliseconds. */
const MOST_STEPS = 1_000_000
const AT_ONCE = 32
/** Texts of lengths that allow such a score are looked at first: with one of them, the others need not be. */
const LIKELY_SCORE = 75
/** What shares less than this part of what the likeliest shares is hardly better than a match of 100; than a worse one, accordingly. */
const LEAST_SHARE = 0.6

type Direction = Pick<Wanted, 'from' | 'to'>

export interface Scored {
  unit: number
  score: number
}

/** The units that are most like a text, the best so many that have the least score. */
export async function findAlike(
  db: Db, text: string, { from, to, least, most }: Direction & { least: number; most: number },
): Promise<Scored[]> {
  const form = readForm(text)
  if (form.length === 0) return []
  const search = await Search.open(db, form, { from, to, least })
  const comparing = new Comparing({ text, form }, { most, least })
  const compare = (candidates: readonly Candidate[]) => compareLikely(db, comparing, candidates, { from, to })
  await compare(search.near.slice(0, AT_ONCE))
  const likely = Math.max(LIKELY_SCORE, least)
  if (comparing.bestScore < likely) await compare(await search.take(likely, mostCompared(form)))
  if (comparing.bestScore < likely && least < likely) {
    await compare(await search.take(Math.max(comparing.bestScore, least), mostCompared(form) / 2))
  }
  return comparing.best
}

/** Compares those that may be better than the best one so far, some at once. */
async function compareLikely(db: Db, comparing: Comparing, candidates: readonly Candidate[], direction: Direction): Promise<void> {
  for (let at = 0; at < candidates.length; at += AT_ONCE) {
    const shared = (candidates[0]?.shared ?? 0) * LEAST_SHARE * (comparing.bestScore / 100) ** 1.5
    const some = candidates.slice(at, at + AT_ONCE).filter((one) => one.shared >= shared)
    if (some.length === 0) break
    comparing.compare(await listTexts(db, some.map(({ unit }) => unit), direction))
  }
}

class Comparing {
  readonly best: Scored[] = []
  readonly #own: { text: string; form: Form }
  readonly #most: number
  readonly #least: number
  readonly #measure = new Measure()
  readonly #other = newForm()

  constructor(own: { text: string; form: Form }, { most, least }: { most: number; least: number }) {
    this.#own = own
    this.#most = most
    this.#least = least
    this.#measure.from(own.form)
  }

  get bestScore(): number {
    return this.best[0]?.score ?? 0
  }

  compare(texts: readonly { unit: number; text: string }[]): void {
    for (const { unit, text } of texts) {
      const score = this.#score(text)
      if (score < this.#least) continue
      insertSorted(this.best, { unit, score })
      if (this.best.length > this.#most) this.best.pop()
    }
  }

  #score(text: string): number {
    const { form } = this.#own
    readForm(text, this.#other)
    const floor = this.best.length < this.#most ? this.#least : this.best.at(-1)?.score ?? this.#least
    const length = Math.max(form.length, this.#other.length)
    const distance = this.#measure.to(this.#other, farthest(length, floor))
    return distance < 0 ? -1 : scoreAt(distance, length, this.#own.text, text)
  }
}

/** Of equals the newer first. */
function insertSorted(best: Scored[], one: Scored): void {
  const at = best.findIndex(({ unit, score }) => one.score > score || (one.score === score && one.unit > unit))
  best.splice(at < 0 ? best.length : at, 0, one)
}

function mostCompared({ length }: Form): number {
  const steps = length * Math.ceil(length / 32)
  return Math.max(FEWEST_COMPARED, Math.min(MOST_COMPARED, Math.floor(MOST_STEPS / steps)))
}
