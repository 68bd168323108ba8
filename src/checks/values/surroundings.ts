import type { Span } from '../../text/prose.ts'
import { CURRENCIES, GLUED_MAGNITUDES, MAGNITUDES, meaningOf, UNITS } from './vocabulary.ts'

/** What stands around figures and belongs to them. */
interface Surroundings extends Span {
  times: number
  unit: string | null
  /** The name that figures stand in: `E#E`, `template#`. */
  name: string | null
  isDecade: boolean
  /** Degrees below zero. */
  isNegative: boolean
  /** Hours that a.m. and p.m. add; null without either. */
  clock: 0 | 12 | null
}

const WORD = /(?: ?|-(?=\p{L}{4}))((?:US|CA?|AU?)?\$|[%‰€₴£¥₿₽]|°[CFСCF]|℃|℉|\p{L}[\p{L}'’]{0,24}[²³]?(?:\/\p{L}{1,3}(?!\p{L}))?)/uy
const ABBREVIATED = /^(?:тис|млн|млрд|трлн|tys|mio|mrd|mld|tsd)$/iu
const GOES_ON = /\. ?[\p{Ll}$€₴£]/uy
const FIGURES_NEXT = / ?\.?[\d½¼¾⅓⅔]/y
const PER_CENT = /[ -]?per cent(?!\p{L})/uy
const DEGREES = /[ -]?(?:degrees?|градус\p{L}{0,3}|stopni\p{L}{0,2}|Grad)(?: за)? ([CЦF])\p{L}+/uy
const CLOCK = / ?([ap])\.? ?m(?:\.|(?!\p{L}))/iuy
const INFLECTION = /-?(?:st|nd|rd|th|['’]?s|x|-?\p{Script=Cyrillic}{1,4})(?!\p{L})/uy
const DECADE = /['’]?s(?!\p{L})|-?(?:х|ті|их|ми|тих|ні|ними|м)(?!\p{L})|er(?!\p{L})/uy
const MINUS = /(?:^|[^\d\p{L}.,% -] ?|\p{L} )(-|minus |мінус )$/iu
const NAME_LENGTH = 24
const NAME_BEFORE = /[\p{L}_][\p{L}\d_]*$/u
const NAME_AFTER = /\p{L}[\p{L}\d_]{0,24}/uy
/** Names that may be said without their figures. */
const PARTY = /-?rd[ -]part(?:y|ies)(?!\p{L})/uy
const ILLNESS = /COVID-$/i
const BEFORE = /(?:^|[^\p{L}])((?:US|CA?|AU?)?[$]|[€₴£¥₿₽]|UAH|USD|EUR|GBP|PLN|RUB|CHF|JPY|CAD|AUD|BTC)[  ]?$/u

export function surroundings(text: string, figures: Span): Surroundings {
  const ahead = text.slice(Math.max(0, figures.start - 8), figures.start)
  const before = BEFORE.exec(ahead)
  const currency = before?.[1] ? meaningOf(CURRENCIES, before[1]) : null
  const start = before?.[1] && currency ? figures.start - before[0].length + before[0].lastIndexOf(before[1]) : figures.start
  const plain = { start, times: 1, unit: null, name: null, isDecade: false, isNegative: false }
  const clock = stick(CLOCK, text, figures.end)
  if (clock) return { ...plain, end: figures.end + clock[0].length, clock: clock[1]?.toLowerCase() === 'p' ? 12 : 0 }
  const { end, times, unit } = measureAt(text, figures.end, currency)
  const minus = unit?.startsWith('°') ? MINUS.exec(ahead)?.[1] : undefined
  const ending = end === figures.end ? stick(INFLECTION, text, end)?.[0].length ?? 0 : 0
  return {
    start: minus ? figures.start - minus.length : start, end: end + ending, times, unit, isNegative: minus !== undefined, clock: null,
    isDecade: stick(DECADE, text, figures.end) !== null, name: end === figures.end ? nameAround(text, figures) : null,
  }
}

function measureAt(text: string, at: number, currency: string | null): { end: number; times: number; unit: string | null } {
  const magnitude = magnitudeAt(text, at, currency !== null)
  const measured = unitAt(text, magnitude.end)
  return { times: magnitude.times, unit: currency ?? measured.unit, end: currency ? magnitude.end : measured.end }
}

function nameAround(text: string, { start, end }: Span): string | null {
  if (stick(PARTY, text, end)) return '#rd party'
  if (ILLNESS.test(text.slice(Math.max(0, start - NAME_LENGTH), start))) return 'covid-#'
  const before = NAME_BEFORE.exec(text.slice(Math.max(0, start - NAME_LENGTH), start))?.[0] ?? ''
  const after = stick(INFLECTION, text, end) ? '' : stick(NAME_AFTER, text, end)?.[0] ?? ''
  return before || after ? `${before}#${after}`.replace(/\d+/g, '#') : null
}

function magnitudeAt(text: string, at: number, isMoney: boolean): { end: number; times: number } {
  const match = stick(WORD, text, at)
  if (!match?.[1]) return { end: at, times: 1 }
  const glued = match[0] === match[1] ? GLUED_MAGNITUDES.get(match[1]) ?? null : null
  const times = meaningOf(MAGNITUDES, match[1]) ?? (isMoney || /[kKкК]/.test(match[1]) ? glued : null)
  if (times === null) return { end: at, times: 1 }
  const end = at + match[0].length
  return { end: ABBREVIATED.test(match[1]) && stick(GOES_ON, text, end) ? end + 1 : end, times }
}

function unitAt(text: string, at: number): { end: number; unit: string | null } {
  const perCent = stick(PER_CENT, text, at)
  if (perCent) return { end: at + perCent[0].length, unit: '%' }
  const degrees = stick(DEGREES, text, at)
  if (degrees) return { end: at + degrees[0].length, unit: degrees[1] === 'F' || /Фар/u.test(degrees[0]) ? '°F' : '°C' }
  const match = stick(WORD, text, at)
  // 1990s is no time in seconds.
  if (match?.[0] === 's') return { end: at, unit: null }
  const currency = match?.[1] ? meaningOf(CURRENCIES, match[1]) : null
  // 5 UAH 100: the sign is that of the next amount.
  if (match && currency && stick(FIGURES_NEXT, text, at + match[0].length)) return { end: at, unit: null }
  const unit = currency ?? (match?.[1] ? meaningOf(UNITS, match[1]) : null)
  return match && unit ? { end: at + match[0].length, unit } : { end: at, unit: null }
}

function stick(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
