import { takeReturned } from './archive.ts'
import { chooseCandidates } from './assign.ts'
import { findCandidates } from './candidates.ts'
import type { Match, Offered } from './describe.ts'
import { describeAlignment } from './describe.ts'
import { pairEqual } from './exact.ts'
import { numberBlocks } from './keys.ts'
import type { Alignment, ArchivedBlock, Change, NewBlock, OldBlock } from './model.ts'
import { findOffers } from './offers.ts'
import type { Pairing } from './pairing.ts'
import { emptyPairing, pairless } from './pairing.ts'
import { pairPictures } from './pictures.ts'
import { readLeftovers } from './sides.ts'
import { pairTypography } from './typography.ts'

interface AlignOptions {
  /** How similar an archived block must be to be offered. */
  leastOffered?: number
}

/** What became of each block of an article when its text changed. The same texts always give the same answer. */
export function alignBlocks(
  old: readonly OldBlock[], archived: readonly ArchivedBlock[], next: readonly NewBlock[], { leastOffered = 0.7 }: AlignOptions = {},
): Alignment {
  const keys = numberBlocks(old, archived, next)
  const pairing = emptyPairing(old.length, next.length)
  pairEqual(pairing, keys, old, next)
  pairPictures(pairing, keys, old, next)
  const returned = takeReturned(pairing, keys, archived, next)
  pairTypography(pairing, old, next)
  const matches = matchSimilar(pairing, old, next)
  const matched = new Set(matches.flatMap(({ news }) => news))
  const fresh = pairless(pairing.toOld).filter((at) => !matched.has(at))
  const offers = offerArchived(fresh, next, new Set(returned.values()), archived, leastOffered)
  return describeAlignment({ old, archived, next, keys, pairing, matches, returned, offers })
}

/** How many new blocks, or old ones that were removed, each change counts. */
export function changesOf({ blocks, removed }: Alignment): Record<Change, number> {
  const counts = {
    unchanged: 0, typography: 0, edited: 0, moved: 0, moved_edited: 0, split: 0, merged: 0, new: 0, removed: removed.length, returned: 0,
  }
  for (const { change } of blocks) counts[change]++
  return counts
}

function matchSimilar(pairing: Pairing, old: readonly OldBlock[], next: readonly NewBlock[]): Match[] {
  const leftovers = readLeftovers(pairing, old, next)
  const { old: { blocks: olds }, next: { blocks: news } } = leftovers
  return chooseCandidates(findCandidates(leftovers).found, olds.length, news.length).map(({ old: from, next: to, similarity }) => ({
    olds: olds.slice(from.from, from.to + 1), news: news.slice(to.from, to.to + 1), similarity,
  }))
}

/** For new blocks, the index and the likeness of an archived one that is similar and did not return. Images are not offered. */
function offerArchived(
  news: readonly number[], next: readonly NewBlock[], returned: ReadonlySet<number>, archived: readonly ArchivedBlock[], least: number,
): Map<number, Offered> {
  const fresh = news.filter((at) => next[at]?.kind !== 'image')
  const left = [...archived.keys()].filter((at) => !returned.has(at) && archived[at]?.kind !== 'image')
  const offers = findOffers(fresh.map((at) => next[at]?.text ?? ''), left.map((at) => archived[at]?.text ?? ''), least)
  return new Map(offers.map((offer) => [fresh[offer.fresh] ?? -1, { archived: left[offer.archived] ?? -1, similarity: offer.similarity }]))
}
