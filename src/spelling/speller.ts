import { foldApostrophes } from '../text/fold.ts'
import { Thread } from './asking.ts'
import { primaryOf } from './dictionary.ts'
import { Remembered } from './remembered.ts'

/** What knows the words of languages, on a thread of its own: nobody waits for a dictionary but who asked. */
export interface Speller {
  /** Those of the words that the dictionary does not have; null where the language has none installed, or it does not answer. */
  findMisspelled: (words: readonly string[], language: string) => Promise<ReadonlySet<string> | null>
  /** The words of the dictionary of which one slip of the hand makes each of these; null where it does not answer. */
  findNear: (words: readonly string[], language: string) => Promise<ReadonlyMap<string, readonly string[]> | null>
  /** What a misspelled word may have been meant to be, the likeliest first; none where the dictionary does not answer in time. */
  suggest: (word: string, language: string) => Promise<readonly string[]>
  /** Ends the thread; the next question starts another. */
  close: () => void
}

/** Opening a dictionary, the slowest answer, takes a second; a suggestion a tenth of that. */
const LIMITS: Limits = { wordsMs: 10_000, suggestionsMs: 5000, idleMs: 5 * 60_000 }
const LONGEST_WORD = 64
const MOST_WORDS_KEPT = 50_000
const MOST_SLIPS_KEPT = 5000
const MOST_SUGGESTIONS_KEPT = 500
const MOST_SUGGESTED = 6
const THREAD = new URL('./thread.ts', import.meta.url)

interface Limits {
  wordsMs: number
  suggestionsMs: number
  /** How long the thread stays without a question. */
  idleMs: number
}

/** The speller of this process. Its thread begins with the first question. */
export const speller = openSpeller()

export function openSpeller({ thread = THREAD, ...asked }: Partial<Limits> & { thread?: URL } = {}): Speller {
  const { wordsMs, suggestionsMs, idleMs } = { ...LIMITS, ...asked }
  const apart = new Thread(thread, idleMs)
  const words = new Remembered<boolean>(MOST_WORDS_KEPT)
  const slips = new Remembered<readonly string[]>(MOST_SLIPS_KEPT)
  const suggestions = new Remembered<readonly string[]>(MOST_SUGGESTIONS_KEPT)
  return {
    findMisspelled: async (given, language) => {
      const known = await answersTo(given, language, words, async (news) => {
        const answer = await apart.ask({ asks: 'words', words: news, language }, wordsMs)
        return answer && 'known' in answer ? answer.known : null
      })
      return known && new Set(given.filter((word) => known.get(word) !== true))
    },
    findNear: (given, language) => answersTo(given, language, slips, async (news) => {
      const answer = await apart.ask({ asks: 'slips', words: news, language }, wordsMs)
      return answer && 'near' in answer ? answer.near : null
    }),
    suggest: async (word, language) => {
      const known = suggestions.get(keyOf(word, language))
      if (known || word.length > LONGEST_WORD) return known ?? []
      const answer = await apart.ask({ asks: 'suggestions', word, language }, suggestionsMs)
      const found = answer && 'suggestions' in answer ? answer.suggestions?.slice(0, MOST_SUGGESTED) : undefined
      if (found) suggestions.set(keyOf(word, language), found)
      return found ?? []
    },
    close: () => apart.close(),
  }
}

/** What is known of these words; only new ones are asked about, and remembered. Nothing of words that nobody writes. */
async function answersTo<T extends boolean | readonly string[]>(
  given: readonly string[], language: string, kept: Remembered<T>, ask: (news: readonly string[]) => Promise<readonly T[] | null>,
): Promise<Map<string, T> | null> {
  const fit = [...new Set(given)].filter((word) => word.length <= LONGEST_WORD)
  const known = new Map(fit.flatMap((word) => {
    const answer = kept.get(keyOf(word, language))
    return answer === undefined ? [] : [[word, answer] as const]
  }))
  const news = fit.filter((word) => !known.has(word))
  const answers = news.length > 0 ? await ask(news) : []
  if (!answers) return null
  for (const [at, answer] of answers.entries()) {
    known.set(news[at] ?? '', answer)
    kept.set(keyOf(news[at] ?? '', language), answer)
  }
  return known
}

function keyOf(word: string, language: string): string {
  return `${primaryOf(language)} ${foldApostrophes(word.normalize('NFC'))}`
}
