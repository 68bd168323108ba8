import { isWhole, readProse, spanIn, type Prose } from '../text/prose.ts'
import { OPAQUE } from '../text/typeset/guard.ts'
import { CHECKS } from './all.ts'
import { idOf } from './key.ts'
import type { Check, Finding, Fix, Noticed, Pair, Read } from './model.ts'
import { placeOf } from './place.ts'

/** A text full of them is told of the first ones, by each check. */
const MOST = 50
const RANK = { error: 0, question: 1, warning: 2 }

/** What every check says of a text, in the order of its words; nothing of an empty one. Pure, the same in browsers and on servers. */
export function checkPair(pair: Pair): Finding[] {
  if (pair.target === '') return []
  const read: Read = { ...pair, text: readProse(pair.target), original: pair.source === null ? null : readProse(pair.source) }
  const found = Object.entries<Check>(CHECKS).flatMap(([check, look]) =>
    firstOf(look(read)).map((noticed) => findingOf(check, noticed, read)))
  return found.sort((a, b) => (a.at?.start ?? -1) - (b.at?.start ?? -1))
}

/** What keeps a text from review is never among what is left out. */
function firstOf(found: Noticed[]): Noticed[] {
  return found.length <= MOST ? found : found.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MOST)
}

function findingOf(check: string, noticed: Noticed, { target, text, original }: Read): Finding {
  const { severity, says, words = {}, at = null, side = 'target' } = noticed
  const prose = side === 'target' ? text : original
  const about = noticed.about ?? (at && prose ? prose.words.slice(at.start, at.end) : Object.values(words).join(' '))
  const span = at && prose ? spanIn(prose, at) : null
  return {
    check, severity, says, words, side, at: span, place: span && side === 'target' ? placeOf(target, span, words) : null,
    fix: fixOf(noticed, side === 'target' ? text : null), id: idOf(`${check}:${says}:${about}`),
  }
}

/** Without a text only what is inserted into a translation. */
function fixOf({ fix = null, at = null, fixAt = at ?? undefined }: Noticed, text: Prose | null): Fix | null {
  if (fix === null || typeof fix === 'object') return fix
  // Code and addresses are not known by their words.
  return text && fixAt && isWhole(text, fixAt) && !fix.includes(OPAQUE) ? { ...spanIn(text, fixAt), text: fix } : null
}
