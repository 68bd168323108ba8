import type { Inline } from '../text/inline.ts'
import { matchesOf, surplus } from './look.ts'
import { partsOf } from './markup.ts'
import type { Noticed, Read } from './model.ts'

/** Emphasised parts of the original that are not emphasised here, or the reverse: only their number can be compared. */
export function checkEmphasis({ source, target }: Read): Noticed[] {
  if (source === null || source === target) return []
  const [wanted, given] = [countEmphasis(partsOf(source)), countEmphasis(partsOf(target))]
  if (wanted === given) return []
  return [{ severity: 'warning', says: wanted > given ? 'emphasis_missing' : 'emphasis_extra', words: { wanted, given }, about: `${wanted}:${given}` }]
}

const NOTE = /\[\^[^\s\][]{1,40}\]/gu

/** Signs of footnotes, `[^1]`, each as often as it stands in the original. */
export function checkNotes({ source, target }: Read): Noticed[] {
  if (source === null || source === target) return []
  const [wanted, given] = [source, target].map((text) => matchesOf(text, NOTE).map(({ text: sign }) => sign)) as [string[], string[]]
  return [
    ...surplus(wanted, given).map((item): Noticed => ({ severity: 'question', says: 'note_missing', words: { item }, fix: { insert: item } })),
    ...surplus(given, wanted).map((item): Noticed => ({ severity: 'question', says: 'note_extra', words: { item } })),
  ]
}

/** Lines of a poem or an address. */
export function checkLines({ source, target }: Read): Noticed[] {
  if (source === null) return []
  const [wanted, given] = [source.split('\n').length, target.split('\n').length]
  return wanted === given ? [] : [{ severity: 'warning', says: 'lines_differ', words: { wanted, given }, about: `${wanted}:${given}` }]
}

function countEmphasis(parts: readonly Inline[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === 'emphasis' || part.kind === 'strong' ? 1 : 0) + ('parts' in part ? countEmphasis(part.parts) : 0), 0)
}
