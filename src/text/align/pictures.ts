import type { Keys } from './keys.ts'
import { numberOf } from './keys.ts'
import type { NewBlock, OldBlock } from './model.ts'
import type { Pairing } from './pairing.ts'
import { pairInTurn } from './pairing.ts'

type Image = Pick<NewBlock, 'kind' | 'asset'>

/** Images: by their picture whatever it is called, then by their words where one side does not know its picture yet. */
export function pairPictures(pairing: Pairing, keys: Keys, old: readonly OldBlock[], next: readonly NewBlock[]): void {
  if (!next.some(isImage)) return
  const assets = new Map<string, number>()
  const assetKey = (blocks: readonly Image[], at: number) => {
    const { kind, asset } = blocks[at] ?? { kind: '' }
    return kind === 'image' && asset ? numberOf(asset, assets) : -1
  }
  const nameKey = (blocks: readonly Image[], texts: Int32Array, at: number) => isImage(blocks[at]) ? texts[at] ?? -1 : -1
  const blankKey = (blocks: readonly Image[], texts: Int32Array, at: number) => blocks[at]?.asset ? -1 : nameKey(blocks, texts, at)
  pairInTurn(pairing, (at) => assetKey(old, at), (at) => assetKey(next, at))
  pairInTurn(pairing, (at) => nameKey(old, keys.old.texts, at), (at) => blankKey(next, keys.next.texts, at))
  pairInTurn(pairing, (at) => blankKey(old, keys.old.texts, at), (at) => nameKey(next, keys.next.texts, at))
}

function isImage(block: Image | undefined): boolean {
  return block?.kind === 'image'
}
