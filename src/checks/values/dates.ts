import { MOST, type Part, type Value } from './model.ts'

/** Names of the months in every form, in four languages. */
const MONTHS: readonly string[] = [
  'січ(?:ень|ня|ні|нем)|stycz(?:eń|nia|niu)|January|Januar|Jan\\.?',
  'лют(?:ий|ого|ому|им)|lut(?:y|ego|ym)|February|Februar|Feb\\.?',
  'берез(?:ень|ня|ні|нем)|mar(?:zec|ca|cu)|March|März|Mar\\.?',
  'квіт(?:ень|ня|ні|нем)|kwie(?:cień|tnia|tniu)|April|Apr\\.?',
  'трав(?:ень|ня|ні|нем)|maj(?:a|u)?|May|Mai',
  'черв(?:ень|ня|ні|нем)|czerw(?:iec|ca|cu)|June|Juni|Jun\\.?',
  'лип(?:ень|ня|ні|нем)|lip(?:iec|ca|cu)|July|Juli|Jul\\.?',
  'серп(?:ень|ня|ні|нем)|sierp(?:ień|nia|niu)|August|Aug\\.?',
  'верес(?:ень|ня|ні|нем)|wrze(?:sień|śnia|śniu)|September|Sept?\\.?',
  'жовт(?:ень|ня|ні|нем)|październik(?:a|u)?|October|Oktober|Oct\\.?',
  'листопад(?:а|і|ом)?|listopad(?:a|zie)?|November|Nov\\.?',
  'груд(?:ень|ня|ні|нем)|grud(?:zień|nia|niu)|December|Dezember|Dec\\.?',
]
const MONTH_NUMBERS = MONTHS.map((names) => new RegExp(`^(?:${names})$`, 'iu'))
const MONTH = `(?<month>${MONTHS.join('|')})(?![\\p{L}\\p{M}])`
/** English words, and no months, as long as they are written small. */
const WORDS = /^(?:may|march|mar|august|jan|jun|oct|dec|sep)$/
const ALONE = '(?<![\\p{L}\\p{M}\\d])'

/** Ways of writing a date, the longest first; each names its parts. */
const FORMS: readonly RegExp[] = [
  `${ALONE}(?<day>\\d{1,2})(?:st|nd|rd|th|\\.|-?(?:го|ге|те|е))?(?: of)? ${MONTH}(?:,? (?<year>\\d{4})(?!\\d))?`,
  `${ALONE}${MONTH} (?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d\\p{L}]|[.,:–-]\\d|,\\d)(?:,? (?<year>\\d{4})(?!\\d))?`,
  `${ALONE}${MONTH},? (?<year>\\d{4})(?!\\d)`,
  '(?<![\\d.-])(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?![\\d-])',
  '(?<![\\d.])(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})(?!\\d|\\.\\d)',
  '(?<![\\d/])(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4})(?![\\d/])',
].map((form) => new RegExp(form, 'dgiu'))

/** The dates of a text, each found once; of a text full of them the first ones. */
export function readDates(text: string): Value[] {
  const taken = new Set<number>()
  const dates: Value[] = []
  for (const match of FORMS.values().flatMap((form) => text.matchAll(form))) {
    const date = dateOf(match)
    if (!date || taken.has(date.start) || taken.has(date.end - 1)) continue
    for (let at = date.start; at < date.end; at += 1) taken.add(at)
    if (dates.push(date) > MOST) break
  }
  return dates
}

/** Which months a text names, also outside of dates. */
export function monthsIn(text: string): Set<number> {
  return new Set([...text.matchAll(new RegExp(ALONE + MONTH, 'giu'))].map(([name]) => monthNumber(name)))
}

function monthNumber(name: string): number {
  return /^\d/.test(name) ? Number(name) : MONTH_NUMBERS.findIndex((names) => names.test(name)) + 1
}

function dateOf(match: RegExpExecArray): Value | null {
  const parts = (['day', 'month', 'year'] as const).flatMap((role): Part[] => {
    const [start, end] = match.indices?.groups?.[role] ?? []
    const written = match.groups?.[role]
    return start === undefined || end === undefined || !written ? [] : [{ role, start, end, amounts: [monthNumber(written)] }]
  })
  const [day, month] = [parts.find(({ role }) => role === 'day')?.amounts[0] ?? 1, parts.find(({ role }) => role === 'month')?.amounts[0] ?? 0]
  const turned = match[0].includes('/') && month <= 31 && day <= 12
  if (WORDS.test(match.groups?.['month'] ?? '') || day < 1 || day > 31 || month < 1 || (month > 12 && !turned)) return null
  const span = { start: match.index, end: match.index + match[0].length }
  // 02/03/2022 is a day in March or in February: either may be meant.
  const either = turned ? parts.map((part): Part => part.role === 'year' ? part : { ...part, amounts: [...part.amounts, part.role === 'day' ? month : day] }) : parts
  return { ...span, kind: 'date', amounts: [], unit: null, figures: span, times: 1, written: match[0], name: null, parts: either }
}
