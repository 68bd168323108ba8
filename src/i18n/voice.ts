import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { createInstance } from 'i18next'
import type { ResourceLanguage, TFunction } from 'i18next'
import { createFormat } from './format.ts'
import type { Format } from './format.ts'
import { LOCALES_FOLDER, interfaceLanguages } from './languages.ts'
import type { Resources } from './resources.ts'

/** What speaks to one person: sentences with their plurals, and values in the same language. */
export interface Voice {
  language: string
  t: Translate
  format: Format
}

/** Keys of `common` go bare, others with their namespace: `t('save')`, `t('states:headline.draft')`. */
type Translate = TFunction<typeof NAMESPACES>

const FALLBACK = 'en'
const DEFAULT_ZONE = 'Europe/Kyiv'
/** More than there are sentences: nobody can fill the memory with keys that are none. */
const MOST_SAID = 10_000

const NAMESPACES = [
  'common', 'layout', 'errors', 'states', 'people', 'mail', 'articles', 'checks', 'glossary', 'words', 'memory', 'machine', 'quality', 'translations', 'reviews', 'undoing', 'editions', 'corrections', 'reader', 'search', 'citation', 'desk', 'details', 'ledger', 'history', 'settings', 'sources', 'cli',
] as const satisfies readonly (keyof Resources)[]

const words = createInstance()
words.use({ type: 'formatter', init: () => undefined, add: () => undefined, addCached: () => undefined, format: formatVariable })
await words.init({
  resources: Object.fromEntries(interfaceLanguages.map((language) => [language, readNamespaces(language)])),
  supportedLngs: interfaceLanguages,
  fallbackLng: FALLBACK,
  load: 'currentOnly',
  ns: NAMESPACES,
  defaultNS: 'common',
  // Views escape; a name such as `{{x}}` or `$t(key)` is only ever text: NUL cannot be typed.
  interpolation: { escapeValue: false, skipOnVariables: true, nestingPrefix: '\0t(' },
})

const voices = new Map<string, Voice>()

/** The voice of an interface language; one the interface does not speak gets the English voice. */
export function speak(language: string, timeZone: string = DEFAULT_ZONE): Voice {
  const spoken = interfaceLanguages.includes(language) ? language : FALLBACK
  const key = `${spoken} ${timeZone}`
  const voice = voices.get(key) ?? makeVoice(spoken, timeZone)
  voices.set(key, voice)
  return voice
}

function makeVoice(language: string, timeZone: string): Voice {
  return { language, t: remembering(words.getFixedT(language, NAMESPACES)), format: createFormat(language, timeZone) }
}

/** Sentences that say nothing of a value are looked up once: pages say the same ones hundreds of times. */
function remembering(t: Translate): Translate {
  const said = new Map<string, string>()
  return new Proxy(t, {
    apply: (whole, self, given: readonly unknown[]) => {
      const [key] = given
      if (given.length !== 1 || typeof key !== 'string') return Reflect.apply(whole, self, given) as string
      const known = said.get(key)
      if (known !== undefined) return known
      const sentence = Reflect.apply(whole, self, given) as string
      if (said.size < MOST_SAID) said.set(key, sentence)
      return sentence
    },
  })
}

/** `{{count, number}}` in a sentence is written by the same formats as everything else. */
function formatVariable(value: unknown, format?: string, language?: string): string {
  return format === 'number' && typeof value === 'number' ? speak(language ?? FALLBACK).format.number(value) : String(value)
}

function readNamespaces(language: string): ResourceLanguage {
  const folder = path.join(LOCALES_FOLDER, language)
  return Object.fromEntries(readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => [
    path.basename(file, '.json'),
    JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as ResourceLanguage,
  ]))
}
