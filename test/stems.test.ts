import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { createHunspellFromStrings } from 'hunspell-wasm'
import { foldWord, stemsOf } from '../src/text/stems/stem.ts'

const CORPORA = new URL('../../shared/corpora/', import.meta.url)
/** Real texts in both languages. */
const TEXTS = ['tm/en-uk-5k.tsv', 'udhr/udhr.aligned.json']
const WORDS: Record<string, RegExp> = { uk: /[а-щьюяєіїґ]+(?:['’ʼ][а-щьюяєіїґ]+)*/giu, en: /\b[a-z]+\b/gi }

interface Languages {
  language: 'uk' | 'en'
  /** Is the word a form of the other, not made of it? The English dictionary derives `refuse` from `fuse`, and `placement` from `place`. */
  isForm: (word: string, origin: string) => boolean
  dictionary: string
  /** The least share of pairs of forms, in percent, of which one finds the other. */
  recall: number
  /** The largest share of the words that a word finds which belong to another, none of the same beginning. */
  strange: number
}

const INFLECTED = /^(?!.*(?:ness|less|ments|[eo]rs|ions|ings|ates|izes)$).*(?:s|ed|ing)$/
const beginAlike = (one: string, other: string) => one.slice(0, 2) === other.slice(0, 2)
const isInflected = (word: string, origin: string) => INFLECTED.test(word) && beginAlike(word, origin)

const LANGUAGES: Languages[] = [
  { language: 'uk', dictionary: 'dictionary-uk', isForm: beginAlike, recall: 97, strange: 4 },
  { language: 'en', dictionary: 'dictionary-en', isForm: isInflected, recall: 97, strange: 1 },
]

/** The words of real texts by the word that a spelling dictionary derives them from. */
async function familiesOf({ language, dictionary, isForm }: Languages): Promise<Map<string, string[]> | undefined> {
  const files = await import(dictionary).catch(() => undefined) as { default: { aff: Uint8Array; dic: Uint8Array } } | undefined
  if (!files) return undefined
  const [aff, dic] = [files.default.aff, files.default.dic].map((bytes) => new TextDecoder().decode(bytes))
  const hunspell = await createHunspellFromStrings(aff ?? '', dic ?? '')
  const text = TEXTS.map((file) => readFileSync(new URL(file, CORPORA), 'utf8')).join('\n').normalize('NFC')
  const words = new Set(text.match(WORDS[language] ?? /$^/g)?.map((word) => word.toLowerCase().replace(/[’ʼ]/g, "'")))
  const families = new Map<string, string[]>()
  for (const word of words) {
    for (const origin of new Set(hunspell.stemWord(word).map((one) => one.toLowerCase()))) {
      if (word === origin || isForm(word, origin)) families.set(origin, [...families.get(origin) ?? [], word])
    }
  }
  hunspell.dispose()
  return families
}

for (const choice of LANGUAGES) {
  const { language, recall, strange } = choice
  describe(`the words of real texts (${language})`, { skip: !existsSync(CORPORA) && 'the shared corpora are not here' }, () => {
    it('find each other in nearly all their forms, and hardly any others', async (t) => {
      const families = await familiesOf(choice)
      if (!families) return t.skip('the dictionary is not installed')
      const stems = new Map([...families.values()].flat().map((word) => [word, stemsOf(foldWord(word), language)]))
      const meet = (one: string, other: string) => stems.get(one)?.some((stem) => stems.get(other)?.includes(stem))
      let [pairs, met] = [0, 0]
      for (const forms of families.values()) {
        for (const one of forms) for (const other of forms) if (one !== other) [pairs, met] = [pairs + 1, met + (meet(one, other) ? 1 : 0)]
      }
      const byStem = new Map<string, string[]>()
      for (const [word, all] of stems) for (const stem of all) byStem.set(stem, [...byStem.get(stem) ?? [], word])
      const mates = [...stems].flatMap(([word, all]) =>
        all.flatMap((stem) => (byStem.get(stem) ?? []).map((other) => [word, other] as const)))
      const origins = originsOf(families)
      const apart = mates.filter(([one, other]) => one.slice(0, 3) !== other.slice(0, 3)
        && !origins.get(one)?.some((origin) => origins.get(other)?.includes(origin)))
      const share = (part: number, whole: number) => Math.round(part / whole * 10_000) / 100
      const figures = `${share(met, pairs)} % of ${pairs} pairs in ${families.size} families; ${share(apart.length, mates.length)} % strange`
      t.diagnostic(figures)
      assert.ok(pairs > 3000 && share(met, pairs) >= recall && share(apart.length, mates.length) <= strange, figures)
    })
  })
}

function originsOf(families: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const origins = new Map<string, string[]>()
  for (const [origin, forms] of families) for (const form of forms) origins.set(form, [...origins.get(form) ?? [], origin])
  return origins
}
