/** What a text seems to be written in, be it a language of the site or not; null where nothing tells. */
interface LanguageGuess {
  language: string | null
  /** So plain that another choice is worth a question. */
  certain: boolean
}

const SAMPLE = 20_000
const UNKNOWN: LanguageGuess = { language: null, certain: false }
const FEW_LETTERS = 40

// The smallest words of a language stand in every paragraph of it, and hardly in another's.
const SMALL_WORDS: readonly [language: string, words: RegExp][] = [
  ['en', /(?<!\p{L})(?:the|of|and|to|is|that|with|was|are|this|which|from|it|by|have|not)(?!\p{L})/giu],
  ['pl', /(?<!\p{L})(?:i|w|się|na|nie|jest|że|do|przez|oraz|który)(?!\p{L})/giu],
  ['de', /(?<!\p{L})(?:der|die|und|das|ist|nicht|den|von|mit|ein|eine|zu|auf)(?!\p{L})/giu],
  ['fr', /(?<!\p{L})(?:le|la|les|des|et|est|une|dans|que|pour|qui|du)(?!\p{L})/giu],
  ['es', /(?<!\p{L})(?:el|los|las|que|una|por|con|para|del|es|se)(?!\p{L})/giu],
]

/** Guesses by letters and small words: Ukrainian, English, and what may be taken for one of them. */
export function guessLanguage(text: string): LanguageGuess {
  const sample = text.slice(0, SAMPLE)
  const cyrillic = count(sample, /[\u0400-\u04ff]/gu)
  const latin = count(sample, /[a-z\u00c0-\u024f]/giu)
  if (cyrillic + latin === 0) return UNKNOWN
  return cyrillic >= latin ? guessCyrillic(sample, cyrillic) : guessLatin(sample, latin)
}

function guessCyrillic(text: string, letters: number): LanguageGuess {
  const own = count(text, /[іїєґ]/giu)
  const russian = count(text, /[ыэъё]/giu)
  const belarusian = count(text, /ў/giu)
  if (belarusian > 0 && belarusian * 3 > count(text, /[їєґ]/giu)) return { language: 'be', certain: letters >= FEW_LETTERS }
  if (own > russian * 2) return { language: 'uk', certain: letters >= FEW_LETTERS || own >= 3 }
  if (russian > own * 2) return { language: 'ru', certain: letters >= FEW_LETTERS }
  return letters >= FEW_LETTERS * 5 ? { language: 'ru', certain: false } : UNKNOWN
}

function guessLatin(text: string, letters: number): LanguageGuess {
  const counts = SMALL_WORDS.map(([language, words]) => ({ language, found: count(text, words) })).sort((a, b) => b.found - a.found)
  const [first, second] = counts
  if (!first || first.found === 0) return UNKNOWN
  const clear = first.found >= 2 && first.found >= (second?.found ?? 0) * 2
  return clear ? { language: first.language, certain: letters >= FEW_LETTERS } : UNKNOWN
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0
}
