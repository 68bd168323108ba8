import { setImmediate as letOthers } from 'node:timers/promises'
import type { Db } from '../db/schema.ts'
import { typographyKey } from '../text/fold.ts'
import { adapt } from './adapting.ts'
import { assemble } from './assembling.ts'
import { findAlike, type Scored } from './comparing.ts'
import { listFacts, listNeighbours, type UnitFacts } from './matches-store.ts'
import { WORST_SCORE, type Match, type MatchOrigin, type Wanted } from './model.ts'
import { contextHash } from './store.ts'
import { takeDecisions } from './sync.ts'

/** How many decisions a look-up takes in before it looks: of the rest, nothing is offered until somebody has. */
const MOST_DECISIONS = 64
/** With a match as good as this, nobody needs one put together. */
const GOOD = 85
/** Equal translations are shown once: so many more are looked at than are wanted. */
const SPARE = 12
const ORIGINS: readonly MatchOrigin[] = ['own', 'approval', 'import']

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
  const { from, to, limit } = wanted
  const scored = await findAlike(db, wanted.text.normalize('NFC'), { from, to, least, most: limit + SPARE })
  await letOthers()
  const facts = new Map((await listFacts(db, scored.map(({ unit }) => unit), wanted)).map((one) => [one.unit, one]))
  const found = scored.flatMap(({ unit, score }) => { const one = facts.get(unit); return one ? [{ ...one, score }] : [] })
  const inContext = await listInContext(db, found.filter(({ score }) => score === 100), wanted)
  const matches = found.map((one) => matchOf(one, inContext.has(one.unit), wanted)).sort(compare)
  return distinct(matches).slice(0, limit).map((match) => adapt(match, wanted))
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

function matchOf(
  { decision, importId, before: _before, after: _after, ...one }: UnitFacts & Scored, inContext: boolean, { segment }: Wanted,
): Match {
  const isOwn = segment !== undefined && one.segment === segment
  return {
    ...one, score: inContext ? 101 : one.score, kind: inContext ? 'context' : one.score === 100 ? 'exact' : 'fuzzy',
    origin: isOwn ? 'own' : decision === null ? 'import' : 'approval', imports: importId === null ? [] : [importId], adapted: null,
    gaps: [],
  }
}

function compare(a: Match, b: Match): number {
  return b.score - a.score || ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin) || (b.unit ?? 0) - (a.unit ?? 0)
}

/** Of the same texts translated the same the best one. */
function distinct(matches: readonly Match[]): Match[] {
  return [...Map.groupBy(matches, ({ source, target }) => `${typographyKey(source)}\0${typographyKey(target)}`).values()].flatMap(([best]) => best ?? [])
}
