/** Who goes with whom: for each old block the index of its new one and the other way round, -1 for none. */
export interface Pairing { toNew: Int32Array; toOld: Int32Array }

export function emptyPairing(olds: number, news: number): Pairing {
  return { toNew: new Int32Array(olds).fill(-1), toOld: new Int32Array(news).fill(-1) }
}

export function pair({ toNew, toOld }: Pairing, old: number, next: number): void {
  toNew[old] = next
  toOld[next] = old
}

export function arePairless({ toNew, toOld }: Pairing, old: number, next: number): boolean {
  return toNew[old] === -1 && toOld[next] === -1
}

/** The indices that have no partner. */
export function pairless(partners: Int32Array): number[] {
  const found: number[] = []
  for (let at = 0; at < partners.length; at++) if (partners[at] === -1) found.push(at)
  return found
}

/** Pairs what has no partner and has the same key, the first with the first, the second with the second. Keys below 0 fit nothing. */
export function pairInTurn(pairing: Pairing, oldKey: (old: number) => number, newKey: (next: number) => number): void {
  const waiting = new Map<number, number[]>()
  for (const old of pairless(pairing.toNew)) {
    const key = oldKey(old)
    const row = waiting.get(key)
    if (row) row.push(old)
    else if (key >= 0) waiting.set(key, [old])
  }
  const served = new Map<number, number>()
  for (const next of waiting.size > 0 ? pairless(pairing.toOld) : []) {
    const key = newKey(next)
    const turn = served.get(key) ?? 0
    const old = waiting.get(key)?.[turn]
    if (old === undefined) continue
    pair(pairing, old, next)
    served.set(key, turn + 1)
  }
}
