const CONSONANTS = 'bcdfgjklmnprstvz'
const VOWELS = 'aeiou'
const SYLLABLES = [...CONSONANTS].flatMap((one) => [...VOWELS].map((other) => one + other))
const QUOTES = [['"', '"'], ['“', '”'], ['«', '»']] as const
const WORDS_A_SENTENCE = 7

/** Words of which no two are alike, so that nobody can doubt which paragraph a text comes from. */
export class Words {
  #made = 0

  paragraph(): string {
    return [1, 2, 3].map(() => this.sentence()).join(' ')
  }

  sentence(): string {
    const words = Array.from({ length: WORDS_A_SENTENCE }, () => this.#word())
    const [first = '', second = '', ...rest] = words
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} "${second}" ${rest.join(' ')}.`
  }

  /** The same with another word in one place. */
  edit(text: string): string {
    const places = [...text.matchAll(/(?<= )[a-z]+(?=[ .])/g)]
    const { 0: word = '', index = 0 } = places[this.#made % Math.max(1, places.length)] ?? {}
    return text.slice(0, index) + this.#word() + text.slice(index + word.length)
  }

  /** The same in other quotation marks. */
  requote(text: string): string {
    const now = QUOTES.findIndex(([open]) => text.includes(open))
    const [open = '', close = ''] = QUOTES[(now + 1) % QUOTES.length] ?? []
    return text.replace(/["“«](\w+)["”»]/g, `${open}$1${close}`)
  }

  #word(): string {
    const at = this.#made++
    const [one = '', other = ''] = [at % SYLLABLES.length, Math.floor(at / SYLLABLES.length)].map((some) => SYLLABLES[some])
    return one + other
  }
}
