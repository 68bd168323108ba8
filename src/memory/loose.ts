import type { Db } from '../db/schema.ts'
import { newForm, readForm } from './form.ts'
import { listUnits } from './index-store.ts'
import { SHORT } from './gathering.ts'
import { FEATURES, newFeatures, type FeatureReader, type Features, type Readers } from './terms.ts'

/** Beyond so many, units without an index are not found until they have one. */
const MOST = 8192
const PAGE = 512

/** One direction of a unit that has no index yet. */
interface Side {
  unit: number
  length: number
  features: Uint32Array
}

interface Kept {
  /** The first that has no index, and the next that is not known here. */
  from: number
  next: number
  sides: Map<string, Side[]>
}

/** Of each database, the features of its newest units: numbers are never given twice, and units never change. */
const kept = new WeakMap<Db, Kept>()
const wanted = new Uint8Array(FEATURES)

/** The units from this number on in whose text in the first language at least one of each of these features occurs. */
export async function findLooseWith(
  db: Db, from: number, direction: readonly [string, string], readers: Readers, alternatives: readonly (readonly number[])[],
): Promise<number[]> {
  const { sides } = await keepUp(db, from, readers)
  return (sides.get(direction.join('>')) ?? []).flatMap(({ unit, features: own }) =>
    alternatives.every((some) => some.some((feature) => own.includes(feature))) ? [unit] : [])
}

/** The units from this number on that share features with a text, and how many. */
export async function findLoose(
  db: Db, { from, direction: [a, b], readers, features, lengths }: {
    from: number; direction: readonly [string, string]; readers: Readers; features: Features; lengths: readonly [number, number]
  },
): Promise<{ unit: number; shared: number }[]> {
  const { sides } = await keepUp(db, from, readers)
  const found: { unit: number; shared: number }[] = []
  for (let at = 0; at < features.size; at++) wanted[features.list[at] ?? 0] = 1
  for (const { unit, length, features: own } of sides.get(`${a}>${b}`) ?? []) {
    if (length < lengths[0] || length > lengths[1]) continue
    let shared = 0
    for (const feature of own) shared += wanted[feature] ?? 0
    if (shared > 0) found.push({ unit, shared })
  }
  for (let at = 0; at < features.size; at++) wanted[features.list[at] ?? 0] = 0
  return found
}

async function keepUp(db: Db, from: number, readers: Readers): Promise<Kept> {
  const known = kept.get(db)
  const here = known?.from === from ? known : { from, next: from, sides: new Map<string, Side[]>() }
  kept.set(db, here)
  for (let count = [...here.sides.values()].reduce((sum, { length }) => sum + length, 0) / 2; count < MOST;) {
    const units = await listUnits(db, here.next, PAGE)
    for (const { id, language_a: a, text_a: textA, language_b: b, text_b: textB } of units) {
      // Somebody else may have come here while the units were asked for.
      if (id < here.next) continue
      for (const [one, other, text] of [[a, b, textA], [b, a, textB]] as const) {
        const known = here.sides.get(`${one}>${other}`) ?? []
        known.push(readSide(id, text, readers.of(one, other)))
        here.sides.set(`${one}>${other}`, known)
      }
      here.next = id + 1
    }
    if (units.length < PAGE) break
    count += units.length
  }
  return here
}

const form = newForm()
const features = newFeatures()

function readSide(unit: number, text: string, reader: FeatureReader): Side {
  readForm(text, form)
  reader.read(form, features, form.length < SHORT)
  return { unit, length: form.length, features: features.list.slice(0, features.size) }
}
