const LETTERS = { uk: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя', en: 'abcdefghijklmnopqrstuvwxyz' }
const NO_WORD_BESIDE = '[\\p{L}\\p{M}\'\\u2019\\u02bc/_-]'

/** How a slip of the hand changes a word at a letter within it. */
export const SLIPS: Readonly<Record<string, (word: string, at: number, letter: string) => string>> = {
  'two letters exchanged': (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  'a letter left out': (word, at) => word.slice(0, at) + word.slice(at + 1),
  'a letter doubled': (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at),
  'another letter': (word, at, letter) => word.slice(0, at) + letter + word.slice(at + 1),
}

/** A slip in one of the text’s words in small letters, chosen by chance; null where the text has none, or has code or an address. */
export function slippedIn(text: string, language: 'uk' | 'en', name: string, chance: () => number): { text: string; before: string; after: string } | null {
  if (/[`<>%{}[\]|\\]|:\/\//.test(text)) return null
  const words = [...text.matchAll(new RegExp(`(?<!${NO_WORD_BESIDE}|\\p{L}\\.)[${LETTERS[language]}]{5,}(?!${NO_WORD_BESIDE}|\\.\\p{L})`, 'gu'))]
  const found = words[Math.floor(chance() * words.length)]
  if (!found) return null
  const [word] = found
  const at = 1 + Math.floor(chance() * (word.length - 2))
  const after = SLIPS[name]?.(word, at, LETTERS[language].charAt(Math.floor(chance() * LETTERS[language].length))) ?? word
  return after === word ? null : { text: text.slice(0, found.index) + after + text.slice(found.index + word.length), before: word, after }
}
