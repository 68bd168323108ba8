const LETTERS: Readonly<Record<string, string>> = { en: 'abcdefghijklmnopqrstuvwxyz', uk: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя\'' }

const MOST = 30

/** The words of which one slip of the hand makes this one, each once. */
export function nearOnes(word: string, language: string, isWord: (word: string) => boolean): string[] {
  const found = new Set<string>()
  for (const other of slipsOf(word, LETTERS[language] ?? '')) {
    if (other !== word && isWord(other)) found.add(other)
    if (found.size === MOST) break
  }
  return [...found]
}

/** Two letters exchanged, one left out, added, or put in the place of another. */
function* slipsOf(word: string, letters: string): Generator<string> {
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    if (after.length > 1) yield before + after.charAt(1) + after.charAt(0) + after.slice(2)
    if (after.length > 0) yield before + after.slice(1)
    for (const letter of letters) {
      yield before + letter + after
      if (after.length > 0) yield before + letter + after.slice(1)
    }
  }
}
