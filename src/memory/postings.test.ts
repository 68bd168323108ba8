import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { joinParts } from './joining.ts'
import { eachNumber, eachPlaced, FEW, PLACES, placeOf, PostingsWriter, WIDEST_RUN } from './postings.ts'
import { firstPosting } from './postings-store.ts'
import { Tally } from './tally.ts'

const numbers = fc.uniqueArray(fc.nat(WIDEST_RUN - 1)).map((some) => some.toSorted((a, b) => a - b))
const place = fc.integer({ min: 1, max: PLACES - 1 })
const placed = fc.array(fc.tuple(fc.nat(WIDEST_RUN - 1), place)).map((some) => some.toSorted(([a], [b]) => a - b))

describe('postings', () => {
  it('are the same numbers again', () => {
    fc.assert(fc.property(numbers, (some) => {
      const read: number[] = []
      eachNumber(packed(some), (number) => read.push(number))
      assert.deepEqual(read, some)
    }))
  })

  it('are the same numbers again with their places', () => {
    fc.assert(fc.property(placed, (some) => {
      const read: [number, number][] = []
      eachPlaced(packedWithPlaces(some), (number, place) => read.push([number, place]))
      assert.deepEqual(read, some)
    }))
  })

  it('of longer texts stand in the same place or behind', () => {
    fc.assert(fc.property(fc.nat(20_000), fc.nat(20_000), (one, other) => {
      assert.ok(placeOf(Math.min(one, other)) <= placeOf(Math.max(one, other)))
      assert.ok(placeOf(one) >= 1 && placeOf(one) < PLACES)
    }))
  })

  it('are the same however many parts they are joined of', async () => {
    // Two features, one of them in so many units that each place gets a row of its own.
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()), { minLength: FEW - 20, maxLength: 4 * FEW })
    await fc.assert(fc.asyncProperty(some, fc.array(fc.nat(4 * FEW)), async (units, cuts) => {
      const all = units.map(([place, both], number) => ({ number: 3 * number, place, features: both ? [5, 9] : [5] }))
      const ends = [...cuts.toSorted((a, b) => a - b), all.length]
      const parts = ends.map((end, at) => all.slice(ends[at - 1] ?? 0, end))
      assert.deepEqual(await joined(parts), await joined([all]))
      const found: [number, number][] = []
      for (const { id, count, units: bytes } of await joined([all])) {
        const place = id % PLACES
        if (place > 0) eachNumber(bytes, (number) => found.push([number, place]))
        else if (count <= FEW) eachPlaced(bytes, (number, own) => found.push([number, own]))
      }
      const expected = all.flatMap(({ number, place, features }) => features.map((): [number, number] => [number, place]))
      assert.deepEqual(sorted(found), sorted(expected))
    }), { numRuns: 30 })
  })
})

describe('a tally', () => {
  it('has the numbers that come most often, and nothing of what was counted before', () => {
    const tally = new Tally()
    const bounds = fc.record({ least: fc.integer({ min: 1, max: 3 }), most: fc.integer({ min: 1, max: 40 }) })
    fc.assert(fc.property(fc.array(numbers, { maxLength: 12 }), placed, bounds, (lists, few, { least, most }) => {
      tally.begin(least)
      for (const list of lists) tally.add(packed(list))
      tally.addPlaced(packedWithPlaces(few), (place) => place < 9)
      const all = [...lists.flat(), ...few.flatMap(([number, place]) => place < 9 ? [number] : [])]
      const expected = [...Map.groupBy(all, (number) => number)].map(([number, { length: count }]) => ({ number, count }))
        .filter(({ count }) => count >= least).sort((a, b) => b.count - a.count || b.number - a.number).slice(0, most)
      assert.deepEqual(tally.best(most, WIDEST_RUN), expected)
    }))
  })
})

function packed(some: readonly number[]): Uint8Array {
  const writer = new PostingsWriter()
  writer.numbers(Uint32Array.from(some), 0, some.length)
  return writer.take()
}

function packedWithPlaces(some: readonly [number, number][]): Uint8Array {
  const writer = new PostingsWriter()
  for (const [number, place] of some) writer.placed(number, place)
  return writer.take()
}

interface Gathered { number: number; place: number; features: number[] }

async function joined(parts: readonly Gathered[][]) {
  const rows: { id: number; count: number; units: Uint8Array }[] = []
  const chunks = parts.map((units) => {
    const waiting = [5, 9].flatMap((feature) => chunkOf(feature, units.filter(({ features }) => features.includes(feature))))
    return () => Promise.resolve(waiting.shift())
  })
  await joinParts(1, chunks, (some) => { rows.push(...some.map((one) => ({ ...one, id: one.id - firstPosting(1) }))) })
  return rows
}

function chunkOf(feature: number, units: readonly Gathered[]): Uint8Array[] {
  if (units.length === 0) return []
  const writer = new PostingsWriter()
  writer.plain(feature)
  writer.plain(units.length)
  for (const { number, place } of units) writer.placed(number, place)
  return [writer.take()]
}

function sorted(found: readonly [number, number][]): string[] {
  return found.map((one) => one.join(' ')).toSorted()
}
