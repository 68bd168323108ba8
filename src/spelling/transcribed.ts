/** What letters of an English word are in Ukrainian, in words that were taken over by ear or by eye. */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'а е ей о я', ai: 'ей ай', ar: 'ар', au: 'ау о', aw: 'о ау', ay: 'ей ай', b: 'б', c: 'к с ц', ch: 'ч ш х к', ci: 'ш с', ck: 'к', d: 'д', dg: 'дж', dge: 'дж',
  e: 'е є і и -', ea: 'і и е', ee: 'і и', ei: 'ей ай', er: 'ер', eu: 'ев', ew: 'ю', ey: 'ей і', f: 'ф', g: 'г ґ дж ж', ge: 'дж ж', gh: 'г ґ -', h: 'г х -', i: 'і и ї ай -', ia: 'іа ія я',
  ie: 'і', igh: 'ай', j: 'дж ж й', k: 'к', kh: 'х', l: 'л ль', le: 'л ел', m: 'м', n: 'н', ng: 'нг', o: 'о а у', oa: 'о оу', oi: 'ой', oo: 'у', ou: 'ау у о', ow: 'оу о ау',
  oy: 'ой', p: 'п', ph: 'ф', q: 'к', qu: 'кв к', r: 'р', s: 'с з', sc: 'с ск', sch: 'ш сх', sh: 'ш', ss: 'с', t: 'т', tch: 'ч', th: 'т з с ф', ti: 'ш ті ц ці', tion: 'ція ці шн шен',
  ts: 'ц тс', tz: 'ц', u: 'у а ю', ui: 'і у', v: 'в', w: 'в у', wh: 'в', wr: 'р', x: 'кс кз', y: 'і и й ай', yu: 'ю', z: 'з ц',
}
const WAYS = new Map(Object.entries(LETTERS).map(([letters, ways]) => [letters, ways.split(' ').map((one) => one === '-' ? '' : one)]))
const LONGEST_LETTERS = 4
const SHORTEST = 4
const LONGEST = 32
/** Of the letters of an English word, so many are letters of the Ukrainian one. */
const LEAST_SHARE = 0.6
const ENGLISH = /^[a-z]+$/
const UKRAINIAN = /^[а-яєіїґʼ'’]+$/u
/** What a Ukrainian word may go on with: an ending, a suffix. */
const TAIL = /^(?:|ь|[ьн]?[аеєиіїоуюя][а-яіїєґʼ]{0,8}|(?:ськ|ств|к|ч)[а-яіїєґ]{1,6})$/u
/** Of an English word, what its Ukrainian one may do without. */
const SILENT_END = /(?:e|y|s|es|ed|er|ing)$/

/** So many letters are compared for one text; in one that wants more, the rest of its words say nothing. */
const MOST_STEPS = 300_000

/** Tells of a word, in small letters, whether it says one of these of the other language in its own letters. */
export function listenTo(originals: Iterable<string>): (word: string) => boolean {
  const fitting = [...originals].filter(({ length }) => length >= SHORTEST && length <= LONGEST)
  const [english, ukrainian] = [fitting.filter((one) => ENGLISH.test(one)), fitting.filter((one) => UKRAINIAN.test(one))]
  const left = { steps: MOST_STEPS }
  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST) return false
    if (ENGLISH.test(word)) return ukrainian.some((original) => isPair(original, word, left))
    return UKRAINIAN.test(word) && english.some((original) => isPair(word, original, left))
  }
}

interface Left {
  steps: number
}

function isPair(ukrainian: string, english: string, left: Left): boolean {
  return says(ukrainian, english, left) || (english.length > SHORTEST && says(ukrainian, english.replace(SILENT_END, ''), left))
}

function says(word: string, original: string, left: Left): boolean {
  const failed = new Set<number>()
  const least = Math.max(SHORTEST - 1, LEAST_SHARE * original.length)
  const from = (at: number, place: number): boolean => {
    if ((left.steps -= 1) < 0) return false
    if (at === original.length) return place >= least && TAIL.test(word.slice(place))
    const key = at * (LONGEST + 1) + place
    if (failed.has(key)) return false
    // Two letters that are one, as in `getter`, are written as two or as one.
    if (at > 0 && original[at] === original[at - 1] && original[at] !== original[at - 2] && from(at + 1, place)) return true
    for (let length = Math.min(LONGEST_LETTERS, original.length - at); length > 0; length -= 1) {
      const ways = WAYS.get(original.slice(at, at + length)) ?? []
      if (ways.some((way) => (way !== '' || at > 0) && word.startsWith(way, place) && from(at + length, place + way.length))) return true
    }
    failed.add(key)
    return false
  }
  return from(0, 0)
}
