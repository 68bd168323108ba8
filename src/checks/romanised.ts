import { romanize } from '../text/romanize.ts'

/** A Ukrainian name: in the nominative, by resolution 55, and the other spellings by which English texts may call it. */
export interface Romanised {
  ukrainian: string
  latin: string
  others: readonly string[]
}

/** How other systems (BGN, passports before 2010, newspapers) write what resolution 55 writes otherwise. */
const OTHER_LETTERS: Readonly<Record<string, string>> = { й: 'y', я: 'ya', ю: 'yu', є: 'ye', ї: 'yi' }

// Only what is Ukrainian by its form: `Boyko` is Бойко, while `Boyd` and `Toyota` are not spelled by any resolution.
const FORMS: readonly { ending: RegExp; nominative: string; latin: readonly string[] }[] = [
  { ending: /(?<=\p{L}{2}[сцз]ьк)(?:ий|ого|ому|им|ім)$/u, nominative: 'ий', latin: ['y', 'yy', 'iy', 'yj', 'ij'] },
  { ending: /(?<=\p{L}{2}н)(?:ий|ого|ому|им|ім)$/u, nominative: 'ий', latin: ['y', 'yy', 'iy', 'yj', 'ij'] },
  { ending: /(?<=\p{L}{2}к)(?:о|а|у|ові|ом)$/u, nominative: 'о', latin: ['o'] },
  { ending: /(?<=\p{L}[чюуя]к)(?:|а|у|ові|ом)$/u, nominative: '', latin: [''] },
  { ending: /(?<=^(?:Юр|Андр|Серг|Олекс|Валер|Вітал|Анатол|Григор|Аркад|Геннад))(?:ій|ія|ієві|ію|ієм|єм)$/u, nominative: 'ій', latin: ['iy', 'ij'] },
  { ending: /(?<=^(?:Мар|Натал|Юл|Соф|Віктор|Анастас|Ліл|Євген))(?:ія|ії|ію|ією)$/u, nominative: 'ія', latin: ['iya', 'ija'] },
]

/** What this word of a Ukrainian text may be in the nominative, written in Latin letters. */
export function romanised(word: string): Romanised[] {
  return FORMS.flatMap(({ ending, nominative, latin: endings }) => {
    if (!ending.test(word)) return []
    const stem = word.replace(ending, '')
    const ukrainian = stem + nominative
    const latin = romanize(ukrainian)
    const stems = [romanize(stem), otherwise(stem)]
    return [{ ukrainian, latin, others: stems.flatMap((one) => endings.map((end) => one + end)).filter((other) => other !== latin) }]
  })
}

function otherwise(stem: string): string {
  return romanize(stem.slice(0, 1)) + stem.slice(1).replace(/[йяюєї]/gu, (letter) => OTHER_LETTERS[letter] ?? letter)
    .replace(/[\u0400-\u04ff'\u2019\u02bc]+/gu, (rest) => romanize(`а${rest}`).slice(1)).replace(/['\u2019\u02bc]/gu, '')
}
