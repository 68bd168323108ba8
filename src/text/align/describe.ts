import { longestRising } from '../anchors.ts'
import { differsInTypographyOnly } from '../fold.ts'
import type { Keys } from './keys.ts'
import type { Aligned, Alignment, ArchivedBlock, NewBlock, OldBlock, Removed } from './model.ts'
import type { Pairing } from './pairing.ts'

/** What is not equal is at most so similar. */
const NEARLY = 0.99

/** Blocks that became others, by their indices; one with one, or one with several. */
export interface Match { olds: readonly number[]; news: readonly number[]; similarity: number }

/** An archived block, by its index, that a new one is similar to. */
export interface Offered { archived: number; similarity: number }

/** Everything that was found; of `returned` and `offers` the keys are indices of new blocks. */
interface Findings {
  old: readonly OldBlock[]
  archived: readonly ArchivedBlock[]
  next: readonly NewBlock[]
  keys: Keys
  pairing: Pairing
  matches: readonly Match[]
  returned: ReadonlyMap<number, number>
  offers: ReadonlyMap<number, Offered>
}

export function describeAlignment(findings: Findings): Alignment {
  const { next, pairing, matches } = findings
  const places = pairing.toNew.slice()
  for (const { olds, news } of matches) places.fill(news[0] ?? -1, olds[0], (olds.at(-1) ?? 0) + 1)
  const stayed = findStayed(places)
  const grouped = new Map(matches.flatMap((match) => match.news.map((at) => [at, match] as const)))
  const blocks = next.map((block, at) => {
    const match = grouped.get(at)
    if (match) return describeMatch(findings, match, block, at, stayed[match.olds[0] ?? -1] !== 1)
    const old = pairing.toOld[at] ?? -1
    return old < 0 ? describeFresh(findings, block, at) : describePair(findings, old, block, at, stayed[old] !== 1)
  })
  return { blocks, removed: describeRemoved(findings, places) }
}

/** 1 for each old block that kept its order among those that stayed: as many as can be. */
function findStayed(places: Int32Array): Uint8Array {
  const stayed = new Uint8Array(places.length)
  const pairs: (readonly [number, number])[] = []
  // The olds of a merge stand side by side and share a place: the first one speaks for all.
  for (const [old, place] of places.entries()) if (place >= 0 && place !== places[old - 1]) pairs.push([old, place])
  for (const [old] of longestRising(pairs)) stayed[old] = 1
  return stayed
}

function describeFresh({ archived, returned, offers }: Findings, block: NewBlock, at: number): Aligned {
  const back = archived[returned.get(at) ?? -1]
  const none = { moved: false, kindChanged: false, pictureChanged: false }
  if (back) return { change: 'returned', from: [back.id], keeps: back.id, similarity: 1, ...none, kindChanged: back.kind !== block.kind }
  const offer = offers.get(at)
  const offered = archived[offer?.archived ?? -1]
  return { change: 'new', from: [], keeps: null, similarity: Math.min(offer?.similarity ?? 0, NEARLY), ...none, ...(offered && { offered: offered.id }) }
}

/** Blocks that were paired without comparing their words: equal ones, ones in other signs, images with one picture. */
function describePair({ old, keys }: Findings, from: number, block: NewBlock, at: number, moved: boolean): Aligned {
  const before = old[from]
  if (!before) throw new RangeError('a pair names an old block')
  const isEqual = keys.old.texts[from] === keys.next.texts[at]
  return {
    change: changeOfPair(before, block, isEqual, moved),
    from: [before.id],
    keeps: before.id,
    similarity: isEqual ? 1 : NEARLY,
    moved,
    kindChanged: isOtherKind(before, block),
    pictureChanged: isOtherPicture(before, block),
  }
}

function changeOfPair(before: OldBlock, block: NewBlock, isEqual: boolean, moved: boolean): Aligned['change'] {
  if (isEqual) return moved ? 'moved' : 'unchanged'
  if (differsInTypographyOnly(before.text, block.text)) return 'typography'
  return moved ? 'moved_edited' : 'edited'
}

function describeMatch({ old, keys }: Findings, { olds, news, similarity }: Match, block: NewBlock, at: number, moved: boolean): Aligned {
  const [first = -1] = olds
  const before = old[first]
  if (!before) throw new RangeError('a match names old blocks')
  const part = news.indexOf(at) + 1
  const isEqual = olds.length === news.length && keys.old.texts[first] === keys.next.texts[at]
  const change = news.length > 1 ? 'split' : olds.length > 1 ? 'merged' : changeOfPair(before, block, isEqual, moved)
  return {
    change,
    from: olds.flatMap((one) => old[one]?.id ?? []),
    keeps: part > 1 ? null : before.id,
    ...(news.length > 1 && { part }),
    similarity: isEqual ? 1 : Math.min(similarity, NEARLY),
    moved,
    kindChanged: isOtherKind(before, block),
    pictureChanged: isOtherPicture(before, block),
  }
}

function isOtherKind(before: OldBlock, block: NewBlock): boolean {
  return before.kind !== block.kind || before.level !== block.level || before.list !== block.list
}

function isOtherPicture(before: OldBlock, block: NewBlock): boolean {
  return Boolean(before.asset) && Boolean(block.asset) && before.asset !== block.asset
}

function describeRemoved({ old, pairing, matches }: Findings, places: Int32Array): Removed[] {
  const last = new Map(matches.map(({ olds, news }) => [olds.at(-1) ?? -1, news.at(-1) ?? -1]))
  const removed: Removed[] = []
  let at = 0
  for (const [position, place] of places.entries()) {
    if (place < 0) removed.push({ id: old[position]?.id ?? '', position, at })
    else at = (last.get(position) ?? pairing.toNew[position] ?? place) + 1
  }
  return removed
}
