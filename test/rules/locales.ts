import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The words of one language: `namespace:key.sub` → text. */
export interface Locale {
  language: string
  namespaces: string[]
  words: Map<string, string>
}

const PLURAL = /_(zero|one|two|few|many|other)$/

export function readLocales(folder: string): Locale[] {
  const languages = new Map<string, Record<string, unknown>>()
  for (const file of globSync('*/*.json', { cwd: folder }).sort()) {
    const [language = '', name = ''] = file.split(path.sep)
    const namespace = path.basename(name, '.json')
    languages.set(language, { ...languages.get(language), [namespace]: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown })
  }
  return [...languages].map(([language, namespaces]) => localeOf(language, namespaces))
}

/** @param namespaces file name → its parsed JSON */
export function localeOf(language: string, namespaces: Record<string, unknown>): Locale {
  const words = new Map<string, string>()
  const add = (key: string, value: unknown) => {
    if (typeof value === 'string') words.set(key, value)
    else if (isBranch(value)) for (const [name, inner] of Object.entries(value)) add(key.endsWith(':') ? key + name : `${key}.${name}`, inner)
    else throw new Error(`${language}/${key} is neither a text nor a branch`)
  }
  for (const [namespace, branch] of Object.entries(namespaces)) add(`${namespace}:`, branch)
  return { language, namespaces: Object.keys(namespaces), words }
}

/** The key as it is asked for: without the ending that the number chooses. */
export function askedKey(key: string): string {
  return key.replace(PLURAL, '')
}

/** Every rule gives one sentence for each breach. Here: what one language has and another lacks. */
export function differingKeys(locales: Locale[]): string[] {
  return [
    ...lacking(locales, ({ namespaces }) => namespaces.map((name) => `${name}.json`)),
    ...lacking(locales, ({ words }) => [...words.keys()].map((key) => key.replace(PLURAL, ' (by number)'))),
  ]
}

function lacking(locales: Locale[], listOf: (locale: Locale) => string[]): string[] {
  const lists = locales.map((locale) => ({ language: locale.language, list: new Set(listOf(locale)) }))
  const all = new Set(lists.flatMap(({ list }) => [...list]))
  return lists.flatMap(({ language, list }) => [...all].filter((one) => !list.has(one)).map((one) => `${language} lacks ${one}`))
}

/** Exactly the forms the language counts with: Ukrainian one, few, many and other; English one and other. */
export function pluralFaults({ language, words }: Locale): string[] {
  return [...forms(words)].flatMap(([key, categories]) => {
    const needed = rulesOf(language, key).resolvedOptions().pluralCategories
    return [
      ...needed.filter((category) => !categories.has(category)).map((category) => `${language}/${key} lacks its form _${category}`),
      ...[...categories.keys()].filter((category) => !needed.some((one) => one === category)).map((category) => `${language}/${key} never uses _${category}`),
    ]
  })
}

/** All languages fill in the same values, and so does each plural form: only one for a single number may leave the number out. */
export function placeholderFaults(locales: Locale[]): string[] {
  const needed = new Map<string, Set<string>>()
  for (const { words } of locales) {
    for (const [key, text] of words) needed.set(askedKey(key), placeholders(text).union(needed.get(askedKey(key)) ?? new Set()))
  }
  return locales.flatMap(({ language, words }) => [...words].flatMap(([key, text]) => {
    const missing = [...(needed.get(askedKey(key)) ?? [])].filter((name) => !placeholders(text).has(name))
    return missing.filter((name) => !(name === 'count' && standsForOne(language, key))).map((name) => `${language}/${key} lacks {{${name}}}`)
  }))
}

export function emptyTexts({ language, words }: Locale): string[] {
  return [...words].filter(([, text]) => text.trim() === '').map(([key]) => `${language}/${key} is empty`)
}

function standsForOne(language: string, key: string): boolean {
  return key.endsWith('_zero') || (key.endsWith('_one') && rulesOf(language, askedKey(key)).select(21) !== 'one')
}

function rulesOf(language: string, key: string): Intl.PluralRules {
  return new Intl.PluralRules(language, { type: key.endsWith('_ordinal') ? 'ordinal' : 'cardinal' })
}

function forms(words: Map<string, string>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const key of words.keys()) {
    const category = PLURAL.exec(key)?.[1]
    if (category) found.set(askedKey(key), (found.get(askedKey(key)) ?? new Set()).add(category))
  }
  return found
}

/** `{{name}}`, `{{- name}}` and `{{name, number}}` all ask for `name`. */
function placeholders(text: string): Set<string> {
  return new Set([...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].map(([, name = '']) => name))
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
