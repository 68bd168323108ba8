import type { Block } from './model.ts'
import type { Line } from './lines.ts'
import { isByline, readNameAndRole } from './byline.ts'
import { isKnownPlace, looksLikePlace } from './places.ts'
import { readStandingLine } from './standing.ts'
import { endsSentence } from './signs.ts'

// A masthead is the head of a page; looking further down would find dates that belong to the article.
const DEEPEST = 12

/** What a line at the top may be: surely of the masthead, perhaps (a place, a site's name, a menu), or not at all. */
type Kind = 'sure' | 'temperature' | 'known' | 'place' | 'menu' | 'name' | 'no'

/** The lines of the masthead, in their order; empty when the page begins with its article. */
export function findMasthead(lines: Line[], language: string): Line[] {
  const top = lines.filter(({ shape }) => shape === 'text').slice(0, DEEPEST + 1)
  const kinds = top.map((line) => kindOf(line, language))
  let end = withoutTitle(top, kinds, lastSure(kinds))
  if (end === 0) return isKnownAlone(top, kinds) ? top.slice(0, 1) : []
  if (isTrailingPlace(top, kinds, end)) end += 1
  return end < top.length && (end > 1 || looksLikeTitle(top, end)) ? top.slice(0, end) : []
}

export function mastheadBlocks(lines: Line[]): Block[] {
  return lines.map(({ text, number }) => ({ kind: 'aside', aside: 'masthead', text, lines: [number, number], doubts: [] }))
}

function kindOf({ text }: Line, language: string): Kind {
  const { temperature, date, time, rest } = readStandingLine(text, language)
  if (temperature || date || (time && rest === '')) {
    if (rest === '' || looksLikePlace(rest)) return temperature ? 'temperature' : 'sure'
    return 'no'
  }
  if (isMenu(text)) return 'menu'
  if (isKnownPlace(text)) return 'known'
  if (looksLikePlace(text)) return 'place'
  return text.length <= 80 && !endsSentence(text) ? 'name' : 'no'
}

/** How many lines end with the last one that is surely of the masthead and has nothing but masthead above it. */
function lastSure(kinds: Kind[]): number {
  const warm = kinds.indexOf('temperature')
  let end = 0
  for (const [at, kind] of kinds.entries()) {
    if (kind === 'no' || at >= DEEPEST) break
    // A site's name stands above a temperature; above a date alone it would be the article's own title.
    if (kind === 'name' && at > warm) break
    if (kind === 'place' && at > warm && !isSure(kinds[at + 1]) ) break
    if (isSure(kind)) end = at + 1
  }
  return end
}

/** A word above a date is a place when a title follows; otherwise it is the title, and the date belongs below it. */
function withoutTitle(top: Line[], kinds: Kind[], end: number): number {
  const place = kinds.indexOf('place')
  return place < 0 || place >= end || kinds.includes('temperature') || looksLikeTitle(top, end) ? end : place
}

const isSure = (kind: Kind | undefined): boolean => kind === 'sure' || kind === 'temperature' || kind === 'menu'

/** A place below date and temperature is told from a title by the title that follows it. */
function isTrailingPlace(top: Line[], kinds: Kind[], end: number): boolean {
  const [last, place] = [top[end - 1], top[end]]
  if (!last || !place || !looksLikeTitle(top, end + 1)) return false
  if (kinds[end] === 'known') return true
  return kinds[end] === 'place' && place.chunk === last.chunk && (end > 1 || !place.text.includes(' '))
}

function isKnownAlone(top: Line[], kinds: Kind[]): boolean {
  return kinds[0] === 'known' && looksLikeTitle(top, 1)
}

/** A short line without a full stop, apart from what stands above and below it. */
function looksLikeTitle(top: Line[], at: number): boolean {
  const [above, line, below] = [top[at - 1], top[at], top[at + 1]]
  if (!line || line.text.length > 160 || /[.;,:]$/u.test(line.text)) return false
  if (isByline(line.text) || readNameAndRole(line.text)) return false
  return above?.chunk !== line.chunk && below !== undefined && (below.chunk !== line.chunk || below.text.length <= 160)
}

const MENU = new Set(['home', 'about', 'about us', 'news', 'contacts', 'contact', 'search', 'menu', 'en', 'eng', 'ua', 'uk', 'ukr', 'english', 'publications',
  'головна', 'про нас', 'новини', 'контакти', 'пошук', 'меню', 'укр', 'уа', 'анг', 'українська', 'публікації', 'аналітика', 'events', 'події', 'projects', 'проєкти'])

/** A line of a site's menu: nothing but the usual words, or the names of two languages. */
function isMenu(text: string): boolean {
  if (text.length > 120) return false
  const parts = text.toLowerCase().split(/[|/·•›»]| {2,}/u).map((part) => part.trim()).filter((part) => part !== '')
  return parts.every((part) => MENU.has(part)) || (parts.length === 1 && text.toLowerCase().split(' ').every((word) => MENU.has(word)))
}
