import { codeOf } from '../checks/look.ts'
import type { Voice } from '../i18n/voice.ts'

const NAMES = { ' ': 'space', '\t': 'tab', '\n': 'line', '\u00a0': 'firm', '\u202f': 'narrow', '\u2009': 'thin' } as const
/** What a terminal shows as nothing, or as any other space. */
const UNSEEN = /[^\S \n]|[\p{Cc}\p{Cf}](?<!\n)/gu

/** A part of a text as a terminal shows it: what nobody can see in it is named, with its code. */
export function visiblePlace({ t }: Voice, place: string): string {
  const unseen = place.trim() === '' ? Array.from(place) : place.match(UNSEEN) ?? []
  const counted = [...Map.groupBy(unseen, (sign) => sign)].map(([sign, all]) => {
    const name = Object.hasOwn(NAMES, sign) ? t(`cli:check.sign.${NAMES[sign as keyof typeof NAMES]}`) : ''
    return `${name} (${codeOf(sign)})${all.length > 1 ? ` × ${all.length}` : ''}`.trim()
  })
  const seen = place.trim() === '' ? [] : [place.replaceAll('\n', ' ')]
  return [...seen, ...counted].join(' · ')
}
