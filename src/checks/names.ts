import type { Span } from '../text/prose.ts'
import { foldWord } from '../text/stems/stem.ts'
import { matchesOf } from './look.ts'
import type { Noticed, Read } from './model.ts'
import { FORMER_ENGLISH, FORMER_UKRAINIAN } from './place-names.ts'
import { romanised, type Romanised } from './romanised.ts'

const LATIN_NAME = /(?<![\p{L}\p{M}\p{N}_])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?![\p{L}\p{M}_])/gu
const UKRAINIAN_NAME = /(?<![\p{L}\p{M}])\p{Lu}(?:\p{Ll}|['\u2019\u02bc](?=\p{Ll}))+/gu
/** Not `the Ukraine war`, where the article belongs to another word. */
const THE_UKRAINE = new RegExp([
  String.raw`\b[Tt]he Ukraine(?=$|[.,;:!?)»”"]|\s+(?:and|or|in|is|was|has|had|to|from|as|by|with|that|which|will|on|at|but|for|`,
  String.raw`are|were|where|who|would|could|should|must)\b)`,
].join(''), 'gu')

/** Known by these spellings all over the world, and no Ukrainians, or a mark of trade. */
const SETTLED = new Set(`
  Trotsky Dostoevsky Dostoyevsky Tchaikovsky Stravinsky Kandinsky Brodsky Mayakovsky Mussorgsky Lobachevsky Tsiolkovsky Vygotsky
  Khodorkovsky Medinsky Navalny Zhirinovsky Kerensky Tarkovsky Nijinsky Malinovsky Tukhachevsky Dzerzhinsky Vyshinsky Grozny Yavlinsky
  Zhukovsky Chernyshevsky Sikorsky Nevsky Petrovsky Rostropovich Bukovsky Dovlatsky Vysotsky Berezovsky Sobchak Kasyanov Patrushev`.trim().split(/\s+/))

/** Names in Latin letters by resolution 55 (2010), and places by their present names: but for what the glossary or the site records. */
export function checkNames(read: Read): Noticed[] {
  const { to, text } = read
  const found = to === 'en' ? [...formerEnglish(read), ...withArticle(text.words), ...otherRomanisations(read)] : to === 'uk' ? formerUkrainian(read) : []
  const recorded = found.length > 0 ? recordedIn(read) : []
  return found.filter(({ at }) => at && !recorded.some(({ start, end }) => start <= at.start && at.end <= end))
}

function formerEnglish({ text: { words }, original, known }: Read): Noticed[] {
  return matchesOf(words, LATIN_NAME).flatMap((match): Noticed[] => {
    const name = [match.text, match.text.split('-')[0] ?? ''].find((one) => FORMER_ENGLISH.has(one)) ?? ''
    const former = FORMER_ENGLISH.get(name)
    if (!former || known.has(foldWord(name))) return []
    if (former.only && !former.only.test(original?.words ?? '')) return []
    if (former.unless?.test(words.slice(Math.max(0, match.start - 12), match.start))) return []
    const at = { start: match.start, end: match.start + name.length }
    return [{ severity: 'warning', says: 'former_english', words: { former: name, now: former.now }, at, fix: former.now }]
  })
}

function withArticle(words: string): Noticed[] {
  return matchesOf(words, THE_UKRAINE).map((at): Noticed => ({ severity: 'warning', says: 'the_ukraine', words: { now: 'Ukraine' }, at, fix: 'Ukraine' }))
}

/** The same name as in the Ukrainian original, spelled by another system. No fix: people choose how their names are spelled. */
function otherRomanisations({ text: { words }, original, from, known }: Read): Noticed[] {
  if (!original || from !== 'uk') return []
  const spelled = new Map<string, Romanised>()
  for (const one of matchesOf(original.words, UKRAINIAN_NAME).flatMap(({ text }) => romanised(text))) {
    for (const other of one.others) spelled.set(other, one)
  }
  if (spelled.size === 0) return []
  return matchesOf(words, LATIN_NAME).flatMap((at): Noticed[] => {
    const right = SETTLED.has(at.text) || known.has(foldWord(at.text)) ? undefined : spelled.get(at.text)
    if (!right) return []
    return [{ severity: 'warning', says: 'other_romanisation', words: { written: at.text, name: right.ukrainian, right: right.latin }, at }]
  })
}

function formerUkrainian({ text: { words }, original, from }: Read): Noticed[] {
  if (!original || from !== 'en') return []
  return FORMER_UKRAINIAN.filter((one) => one.original.test(original.words)).flatMap(({ former, now }) =>
    matchesOf(words, former).map((at): Noticed => ({ severity: 'warning', says: 'former_ukrainian', words: { former: at.text, now }, at })))
}

/** What the glossary has as right, exceptions among it; names that it advises against are told of with its terms. */
function recordedIn({ terms, text }: Read): readonly Span[] {
  return terms?.inTranslation(text.words).filter(({ status, term }) => status !== 'forbidden' || term.isName) ?? []
}
