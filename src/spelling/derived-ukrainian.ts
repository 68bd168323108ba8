import type { Way } from './model.ts'

const PREFIXES = `авіа авто агро аеро анти архі аудіо біо веб відео гео гіпер ґендерно еко екс електро енерго етно євро кібер кіно контр космо крипто
  крос макро мега медіа мета мікро міні моно мото мульти нано нарко нейро нео онлайн пере під над палео пост прото псевдо психо радіо ре само соціо спец спів
  супер теле тепло термо техно транс турбо ультра фіто фото`.split(/\s+/)
/** These make words of adjectives alone: with anything else they are words of their own, and stand apart. */
const BEFORE_ADJECTIVES = ['не', 'без', 'поза', 'між', 'супроти', 'проти', 'до', 'після', 'перед', 'все', 'одно', 'дво', 'три', 'чотири', 'багато', 'кілька', 'мало', 'різно']
const SHORTEST_BESIDE_PREFIX = 5
const SHORTEST_ADJECTIVE = 7
const ADJECTIVE = /[нвктш](?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)$/u

/** A suffix that any word of its kind may take, and what stands in its place in the word it comes of. */
const SUFFIXES: readonly (readonly [suffix: RegExp, ends: readonly string[]])[] = [
  [/(?<=[аяую])нн(?:я|ю|ям|і|ями|ях)$/u, ['ти']], [/(?<=[аяую])нь$/u, ['ти']], [/енн(?:я|ю|ям|і|ями|ях)$/u, ['ити', 'іти']],
  [/(?:ість|ост(?:і|ю|ей|ям|ями|ях)|істю)$/u, ['ий', 'ій']], [/(?<=[аяую])ч(?:|а|у|ем|еві|і|ів|ам|ами|ах)$/u, ['ти']],
  [/(?<=[ую])ван(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|о)$/u, ['вати']], [/(?<=[оьй])ван(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|о)$/u, ['-увати', '-ювати']],
  [/(?<=[ую])вальн(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|о)$/u, ['вати']],
  [/(?:ськ|івськ|ов|н)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)$/u, ['']],
]
/** A woman of a profession. */
const FEMALE: readonly (readonly [suffix: RegExp, end: string])[] = [
  [/(?<=(?:[оеіия]р|[иі]ст|[ае]нт|ач))(?:к[аиуо]|кою|ці|ок|кам|ками|ках)$/u, ''], [/(?<=(?:лог|граф|ург|ик|ець))(?:ин[яюі]|инею|инь|иням|инями|инях)$/u, ''],
  [/ниц(?:я|і|ю|ею|ь|ям|ями|ях)$/u, 'ник'], [/кин(?:я|і|ю|ею|ь|ям|ями|ях)$/u, 'ець'],
]

/** Ways in which Ukrainian makes this word, in small letters, of others. */
export function ukrainianWays(word: string): Way[] {
  const rests = (prefixes: readonly string[], shortest: number) => prefixes.flatMap((prefix) =>
    word.startsWith(prefix) && word.length >= prefix.length + shortest ? [word.slice(prefix.length)] : [])
  const parts = [...rests(PREFIXES, SHORTEST_BESIDE_PREFIX), ...ADJECTIVE.test(word) ? rests(BEFORE_ADJECTIVES, SHORTEST_ADJECTIVE) : []]
  return [
    ...[...parts, ...[word, ...parts].flatMap(rootsOf)].map((one) => ({ of: [one] })), ...compounds(word),
    ...FEMALE.flatMap(([suffix, end]) => suffix.test(word) ? [{ of: [word.replace(suffix, end)], isSure: true }] : []),
  ]
}

/** «Науково» of «науково-технічний». */
export function adjectiveOf(first: string): string[] {
  const bare = /^(.{3,})[оеє]$/u.exec(first.toLowerCase())?.[1]
  return bare === undefined ? [] : [`${bare}ий`, `${bare}ій`]
}

function rootsOf(word: string): string[] {
  return SUFFIXES.flatMap(([suffix, ends]) => {
    const bare = word.replace(suffix, '')
    return bare === word || bare.length < 3 ? [] : ends.map((end) => end.startsWith('-') ? bare.slice(0, -1) + end.slice(1) : bare + end)
  })
}

function compounds(word: string): Way[] {
  if (!ADJECTIVE.test(word)) return []
  const ways: Way[] = []
  for (let at = 3; at < word.length - SHORTEST_ADJECTIVE; at += 1) {
    if (/[оеє]/u.test(word.charAt(at))) ways.push(...adjectiveOf(word.slice(0, at + 1)).map((first) => ({ of: [first, word.slice(at + 1)] })))
  }
  return ways
}
