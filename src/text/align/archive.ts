import { wordsKey } from './exact.ts'
import type { Keys } from './keys.ts'
import type { ArchivedBlock, NewBlock } from './model.ts'
import type { Pairing } from './pairing.ts'
import { pairInTurn } from './pairing.ts'

/** In place of a partner: the block came back from the archive. */
const RETURNED = -2

/** Takes back archived blocks whose text is here again: for each such new block the index of the archived one. */
export function takeReturned(
  pairing: Pairing, keys: Keys, archived: readonly ArchivedBlock[], next: readonly NewBlock[],
): Map<number, number> {
  const back: Pairing = { toNew: new Int32Array(archived.length).fill(-1), toOld: pairing.toOld.slice() }
  pairInTurn(back, (at) => keys.archived.blocks[at] ?? -1, (at) => keys.next.blocks[at] ?? -1)
  pairInTurn(back, (at) => wordsKey(keys.archived.texts, archived, at), (at) => wordsKey(keys.next.texts, next, at))
  const returned = new Map<number, number>()
  for (const [at, place] of back.toNew.entries()) {
    if (place < 0) continue
    returned.set(place, at)
    pairing.toOld[place] = RETURNED
  }
  return returned
}
