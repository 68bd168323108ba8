/** Forms that no rule joins: what the word begins with, and what stands for it. */
const ODD: Readonly<Record<string, string>> = {
  ден: 'дн', сон: 'сн', пес: 'пс', рот: 'рт', лоб: 'лб', лев: 'лв', пен: 'пн', імя: 'імен', памят: 'памят',
}

/** Written by the sounds around them. */
const SAME: Readonly<Record<string, string>> = { у: 'в', й: 'і', із: 'з', зі: 'з', зо: 'з', од: 'від' }

const REFLEXIVE = /(?<=.{2}(?:ть|[аоилшвйечєюу])|м[оу])(?:ся|сь)$/u

// Names: nouns, adjectives, numerals. The longest ending first; what is left has two letters at least.
const NAME_ENDING = new RegExp('(?<=.{2})(?:' + [
  'ь?ого', 'ь?ому', 'єму', 'ьої', 'ої', 'єї', 'ими', 'іми', 'їми', 'има', 'ами', 'ями', 'ьми',
  '(?<=.{3})(?:ові|еві|єві)', 'ь?ою', 'ею', 'єю', '(?<=.{3}|дн)(?:ах|ях|ам|ям)', 'их', 'іх', 'їх', 'им', 'ім', 'їм', 'ий', 'ій', 'їй',
  '(?<=.{3}|дн)(?:ів|ей|ом|ем|їв|єм)', '[аяеєиіїоуюьй]',
].join('|') + ')$', 'u')
/** What a bare stem (`систем`) has in common with an ending: taken off in every form. */
const NAME_TAIL = /(?<=.{3})(?:ам|ям|ом|ем|єм|ім|им|ів|їв|ов|ев|ах|ях|ей|их)$/u

// Verbs: with the vowel that stands before the ending.
const PAST = '(?:ти(?:м(?:у|еш|емо|ем|ете|уть|е))?|вши|в|ла|ло|ли)'
const PRESENT_J = '(?:ю(?:ть|чи)?|є(?:ш|мо|м|те)?|й(?:те|мо)?)'
const VERB_ENDINGS: readonly RegExp[] = [
  /(?<=й)(?:шов|шл[аои]|ти|д(?:уть|учи|іть|емо|ете|еш|ено|е|у|и))$/u,
  /(?<=.д)а(?:сть|дуть)$/u,
  new RegExp(`(?<=.{2})[ую](?:ва(?:${PAST})|${PRESENT_J})$`, 'u'),
  /(?<=.{2})(?:ь?о|у|ю)вано$/u,
  new RegExp(`(?<=да|зна|ста)ва${PAST}$`, 'u'),
  new RegExp(`(?<=.{2})(?:[аяиіїуоює]${PAST}|[аяії]${PRESENT_J}|[аяеє]но|[иуя]то)$`, 'u'),
  /(?<=.{2})(?:уть|учи|ють|ючи|[еиїє](?:ш|мо|м|те)|[иїія]ть|ать|[ая]чи|імо|ім|ьте|ьмо|те)$/u,
  new RegExp(`(?<=.{2})(?:${PAST}|${PRESENT_J})$`, 'u'),
  /(?<=.{2})[еуюиьє]$/u,
]

/** A folded Ukrainian word as what all its forms share: as a name, and, where it can be one, as a verb. */
export function stemUkrainian(word: string): string[] {
  const same = SAME[word]
  if (same !== undefined) return [same]
  const plain = word.replace(REFLEXIVE, '')
  const verb = verbStem(plain === word ? word : plain.replace(/(?<=[еє])ть$/u, ''))
  if (plain !== word) return verb === undefined ? [nameStem(word)] : [verb]
  const name = nameStem(word)
  return verb === undefined ? [name] : [name, verb]
}

function nameStem(word: string): string {
  const bare = word.replace(NAME_ENDING, '').replace(/(?<=[ая]н)ин$/u, '').replace(NAME_TAIL, '')
  return skeleton(bare)
}

function verbStem(word: string): string | undefined {
  for (const ending of VERB_ENDINGS) {
    const bare = word.replace(ending, '')
    if (bare !== word) return `${skeleton(bare.replace(/(?<=[бпвмф])л$/u, '').replace(/дж$/u, 'д').replace(/щ$/u, 'ст'))}ь`
  }
  return undefined
}

function skeleton(bare: string): string {
  let stem = bare.replaceAll('ь', '')
  stem = stem.replace(/(?<=[аеиоуіюяєї].*)[аеиоуіюяєїй]+$/u, '').replace(/(.)\1$/u, '$1')
  stem = ODD[stem] ?? stem
  stem = stem.replace(/[цчзжсш]$/u, (last) => SOFT[last] ?? last)
  stem = stem.replace(/(?<=[аеиоуіюяєї].*)[оеіїє](?=(?:[^аеиоуіюяєї]|ст)$)/u, '')
  return stem.replace(/^([^аеиоуіюяєї]*)[іїеє](?=[^аеиоуіюяєї]*$)/u, '$1о')
}

const SOFT: Readonly<Record<string, string>> = { ц: 'к', ч: 'к', з: 'г', ж: 'г', с: 'х', ш: 'х' }
