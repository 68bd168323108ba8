import { setImmediate as letOthers } from 'node:timers/promises'
import type { Language } from '../db/columns.ts'
import { decodeXml, UnreadableXml } from '../text/xml-bytes.ts'
import { RefusedXml, type XmlFault } from '../text/xml-read.ts'
import type { NewUnit } from './model.ts'
import { SeenUnits } from './seen.ts'
import { TmxReader, type TmxCounts } from './tmx-read.ts'

/** So many units are stored in one transaction: other writers wait no longer than that takes. */
const AT_ONCE = 32
/** So many letters are read before what was read is stored: a heap grows with what waits. */
const SLICE = 8192
/** One file; what was seen of it is held in memory. */
const MOST_UNITS = 5_000_000
const MOST_EXAMPLES = 5

export type TmxFault = XmlFault | 'encoding' | 'crowded' | 'nothing'

/** A file of which nothing is taken in. */
export class RefusedTmx extends Error {
  readonly fault: TmxFault
  readonly place: { line: number; column: number } | null

  constructor(fault: TmxFault, place: { line: number; column: number } | null = null) {
    super(fault)
    this.fault = fault
    this.place = place
  }
}

/** What was understood of a file. */
export interface Incoming extends TmxCounts {
  units: number
  /** Units that came a second time. */
  twice: number
  /** How many units are in each two languages, those of which there are most first. */
  pairs: { from: Language; to: Language; units: number }[]
  examples: NewUnit[]
}

/** Reads a file as it comes, and hands its units over some at a time. Throws `RefusedTmx`, when some may have been handed over. */
export async function readTmx(
  pieces: AsyncIterable<Uint8Array>, languages: readonly Language[], store: (units: readonly NewUnit[]) => Promise<void>,
): Promise<Incoming> {
  const taker = new Taker()
  const reader = new TmxReader(languages, (unit) => taker.take(unit))
  try {
    for await (const text of decodeXml(pieces)) {
      for (let at = 0; at < text.length; at += SLICE) {
        reader.read(text.slice(at, at + SLICE))
        while (taker.waiting.length >= AT_ONCE) await store(taker.waiting.splice(0, AT_ONCE))
      }
      await letOthers()
    }
    reader.end()
  } catch (error) {
    throw asRefused(error)
  }
  if (taker.waiting.length > 0) await store(taker.waiting)
  if (taker.units === 0) throw new RefusedTmx('nothing')
  return { ...reader.counts, ...taker.told() }
}

class Taker {
  readonly waiting: NewUnit[] = []
  units = 0
  #twice = 0
  readonly #seen = new SeenUnits()
  readonly #pairs = new Map<string, { from: Language; to: Language; units: number }>()
  readonly #examples: NewUnit[] = []

  take(unit: NewUnit): void {
    if (!this.#seen.add(unit)) {
      this.#twice += 1
      return
    }
    if (this.units === MOST_UNITS) throw new RefusedTmx('crowded')
    this.units += 1
    const key = `${unit.languageA}>${unit.languageB}`
    const pair = this.#pairs.get(key) ?? { from: unit.languageA, to: unit.languageB, units: 0 }
    pair.units += 1
    this.#pairs.set(key, pair)
    if (this.#examples.length < MOST_EXAMPLES) this.#examples.push(unit)
    this.waiting.push(unit)
  }

  told(): Pick<Incoming, 'units' | 'twice' | 'pairs' | 'examples'> {
    const pairs = [...this.#pairs.values()].sort((a, b) => b.units - a.units)
    return { units: this.units, twice: this.#twice, pairs, examples: this.#examples }
  }
}

function asRefused(error: unknown): unknown {
  if (error instanceof RefusedXml) return new RefusedTmx(error.fault, { line: error.line, column: error.column })
  return error instanceof UnreadableXml ? new RefusedTmx('encoding') : error
}
