import { setImmediate as letOthers } from 'node:timers/promises'
import { adaptNumbers } from '../checks/values/adapt.ts'
import type { Db } from '../db/schema.ts'
import { typographyKey } from '../text/fold.ts'
import { assemble } from './assembling.ts'
import { findCandidates } from './candidates.ts'
import { Measure } from './distance.ts'
import { newForm, readForm, type Form } from './form.ts'
import { listFacts, listNeighbours, listTexts, type UnitFacts } from './matches-store.ts'
import { WORST_SCORE, type Match, type MatchOrigin, type Wanted } from './model.ts'
import { contextHash } from './store.ts'
import { takeDecisions } from './sync.ts'

/** How many decisions a look-up takes in before it looks: of the rest, nothing is offered until somebody has. */
const MOST_DECISIONS = 64
/** With a match as good as this, nobody needs one put together. */
const GOOD = 85
const MOST_COMPARED = 100
const FEWEST_COMPARED = 8
/** Steps of 32 cells that the comparing of one text may take, about: a few milliseconds. */
const MOST_STEPS = 1_000_000
/** Equal translations are shown once: so many more are looked at than are wanted. */
const SPARE = 12
const ORIGINS: readonly MatchOrigin[] = ['own', 'approval', 'import']

interface Scored {
  unit: number
  score: number
}

/** What the memory knows of a text, best first: of the whole of it, and what can be put together from its sentences. */
export async function findMatches(db: Db, wanted: Wanted): Promise<Match[]> {
  await takeDecisions(db, MOST_DECISIONS)
  const matches = await findWhole(db, wanted)
  if ((matches[0]?.score ?? 0) >= GOOD) return matches
  const assembled = await assemble(wanted, (text, least) => findWhole(db, { text, from: wanted.from, to: wanted.to, limit: 1 }, least))
  return assembled ? [...matches, assembled].sort(compare).slice(0, wanted.limit) : matches
}

/** The same of the whole text alone. */
async function findWhole(db: Db, wanted: Wanted, least = WORST_SCORE): Promise<Match[]> {
  const text = wanted.text.normalize('NFC')
  const form = readForm(text)
  if (form.length === 0) return []
  const candidates = await findCandidates(db, form, { from: wanted.from, to: wanted.to, least, most: mostCompared(form) })
  const texts = await listTexts(db, candidates.map(({ unit }) => unit), wanted)
  await letOthers()
  const scored = scoreAll({ text, form }, texts, { most: wanted.limit + SPARE, least })
  const facts = new Map((await listFacts(db, scored.map(({ unit }) => unit), wanted)).map((one) => [one.unit, one]))
  const found = scored.flatMap(({ unit, score }) => { const one = facts.get(unit); return one ? [{ ...one, score }] : [] })
  const inContext = await listInContext(db, found.filter(({ score }) => score === 100), wanted)
  const matches = found.map((one) => matchOf(one, inContext.has(one.unit), wanted)).sort(compare)
  return distinct(matches).slice(0, wanted.limit).map((match) => adapt(match, wanted))
}

/** Scores of those that are alike enough, the best so many. */
function scoreAll(
  own: { text: string; form: Form }, texts: readonly { unit: number; text: string }[], { most, least }: { most: number; least: number },
): Scored[] {
  const measure = new Measure()
  const other = newForm()
  const best: Scored[] = []
  measure.from(own.form)
  for (const { unit, text } of texts) {
    readForm(text, other)
    const floor = best.length < most ? least : best.at(-1)?.score ?? least
    const length = Math.max(own.form.length, other.length)
    const distance = measure.to(other, Math.floor(length * (100 - floor) / 100))
    if (distance < 0) continue
    const score = distance > 0 ? Math.floor(100 * (length - distance) / length) : isSame(own.text, text) ? 100 : 99
    if (score < least) continue
    insertSorted(best, { unit, score })
    if (best.length > most) best.pop()
  }
  return best
}

/** Of equals the newer first. */
function insertSorted(best: Scored[], one: Scored): void {
  const at = best.findIndex(({ unit, score }) => one.score > score || (one.score === score && one.unit > unit))
  best.splice(at < 0 ? best.length : at, 0, one)
}

function isSame(one: string, other: string): boolean {
  return one === other || typographyKey(one) === typographyKey(other)
}

function mostCompared({ length }: Form): number {
  const steps = length * Math.ceil(length / 32)
  return Math.max(FEWEST_COMPARED, Math.min(MOST_COMPARED, Math.floor(MOST_STEPS / steps)))
}

/** Those of the units whose neighbours are those of the wanted text. */
async function listInContext(db: Db, exact: readonly UnitFacts[], { before, after, from, segment }: Wanted): Promise<Set<number>> {
  if (before === undefined || after === undefined) return new Set()
  const around = [contextHash(before), contextHash(after)]
  const asked = exact.flatMap((one) => one.segment !== null && one.segment !== segment ? [one.segment] : [])
  const neighbours = Map.groupBy(await listNeighbours(db, asked, from), (one) => one.segment)
  const isInContext = (one: UnitFacts) => {
    const known = neighbours.get(one.segment ?? '') ?? []
    const hashes = one.segment === null ? [one.before, one.after] : [-1, 1].map((side) => contextHash(known.find((each) => each.side === side)?.text ?? ''))
    return hashes.join() === around.join()
  }
  return new Set(exact.filter((one) => one.segment === null || one.segment !== segment).filter(isInContext).map(({ unit }) => unit))
}

function matchOf({ decision, before: _before, after: _after, ...one }: UnitFacts & Scored, inContext: boolean, { segment }: Wanted): Match {
  const isOwn = segment !== undefined && one.segment === segment
  return {
    ...one, score: inContext ? 101 : one.score, kind: inContext ? 'context' : one.score === 100 ? 'exact' : 'fuzzy',
    origin: isOwn ? 'own' : decision === null ? 'import' : 'approval', adapted: null, gaps: [],
  }
}

/** Where only numbers differ, the translation with those of the wanted text. */
function adapt(match: Match, { text, from, to }: Wanted): Match {
  return match.kind === 'fuzzy' ? { ...match, adapted: adaptNumbers(match.source, text, match.target, { from, to }) } : match
}

function compare(a: Match, b: Match): number {
  return b.score - a.score || ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin) || (b.unit ?? 0) - (a.unit ?? 0)
}

/** Of the same texts translated the same the best one. */
function distinct(matches: readonly Match[]): Match[] {
  return [...Map.groupBy(matches, ({ source, target }) => `${typographyKey(source)}\0${typographyKey(target)}`).values()].flatMap(([best]) => best ?? [])
}
