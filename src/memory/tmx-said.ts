import { cleanText } from '../text/clean.ts'

const LONGEST_NAME = 200

/** Who wrote a text last, and when, as its attributes say. */
export function saidIn(attributes: Readonly<Record<string, string>>): { by: string | undefined; at: string | undefined } {
  const name = cleanText((attributes['changeid'] ?? attributes['creationid'] ?? '').slice(0, 4 * LONGEST_NAME))
  const by = 'text' in name ? name.text.replace(/\s+/gu, ' ').slice(0, LONGEST_NAME).replace(/\p{Surrogate}$/u, '') : ''
  return { by: by === '' ? undefined : by, at: timeIn(attributes['changedate']) ?? timeIn(attributes['creationdate']) }
}

/** `20261123T153000Z`, as TMX writes it, or as other programs do. */
function timeIn(written: string | undefined): string | undefined {
  if (written === undefined || written.length > 40) return undefined
  const iso = written.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/, '$1-$2-$3T$4:$5:$6Z')
  if (!/^\d{4}-\d\d-\d\d(?:T|$)/.test(iso)) return undefined
  const time = new Date(/T.*(?:Z|[+-]\d\d:?\d\d)$|^[\d-]+$/.test(iso) ? iso : `${iso}Z`)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
