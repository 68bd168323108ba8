import { familyFirst } from '../text/person-names.ts'
import type { Reference } from './references.ts'

/** RIS, line by line: every value is on one line already. In UTF-8. */
export function risOf(reference: Reference): string {
  const { title, language, authors, translators, siteName, edition, date, url, accessed, original } = reference
  const cited = original?.cited
  const lines: [string, string][] = [
    ['TY', 'ELEC'], ['TI', title],
    ...authors.map(({ name }): [string, string] => ['AU', familyFirst(name)]),
    ...translators.map((name): [string, string] => ['A4', familyFirst(name)]),
    ['PB', siteName], ['DA', slashed(date)], ['PY', date.slice(0, 4)], ['ET', String(edition)], ['LA', language],
    ['OP', cited ? [cited.title, cited.url].join(', ') : ''],
    ...authors.map(({ latin }): [string, string] => ['N1', latin ?? '']),
    ['UR', url], ['Y2', accessed === null ? '' : slashed(accessed)], ['ER', ''],
  ]
  return lines.filter(([tag, value]) => tag === 'ER' || value !== '').map(([tag, value]) => `${tag}  - ${value}\r\n`).join('')
}

function slashed(day: string): string {
  return day.replaceAll('-', '/')
}
