// The dictionary is American; both ways of writing English are right here.
const RULES: readonly (readonly [british: RegExp, american: string])[] = [
  [/our/g, 'or'], [/is(e[ds]?|ers?|ing|ations?|ational)$/, 'iz$1'], [/ys(e[ds]?|ers?|ing)$/, 'yz$1'], [/(?<=cent|theat|(?<!para|dia)met|lit|[fs]ab|fib|calib|somb|spect|lust|mit|goit|reconnoit)re([sd]?)$/, 'er$1'],
  [/ll(ed|ing|ers?)$/, 'l$1'], [/(?<=en)c(es?|eless)$/, 's$1'], [/(?:^|(?<=^(?=[a-z]{6})[a-z]+))[ao]e(?=a$|[a-z]{2})/g, 'e'], [/ogue(s?)$/, 'og$1'],
  [/^(fu|ski|wi|enro|insta|disti)l(?!l)/, '$1ll'], [/^fulfil(?!l)/, 'fulfill'], [/^(learn|burn|dream|spoil|leap|lean|kneel)t$/, '$1ed'], [/^spelt$/, 'spelled'],
  [/grey/, 'gray'], [/programme/, 'program'], [/cheque/, 'check'], [/tyre/, 'tire'], [/mould/, 'mold'], [/plough/, 'plow'], [/sceptic/, 'skeptic'],
  [/jewellery/, 'jewelry'], [/storey/, 'story'], [/judgement/, 'judgment'], [/moustache/, 'mustache'], [/pyjama/, 'pajama'],
]

/** What Americans write for a word that may be British. */
export function americanFor(word: string): string[] {
  const small = word.toLowerCase()
  const once = RULES.map(([british, american]) => small.replace(british, american)).filter((other) => other !== small)
  // `colourised`: two differences in one word.
  const all = RULES.reduce((left, [british, american]) => left.replace(british, american), small)
  return [...new Set(all === small ? [] : [...once, all])]
}
