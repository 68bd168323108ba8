import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { TermKind } from '../db/tables/glossary.ts'
import type { TermStatus } from '../checks/model.ts'
import type { Problem } from '../i18n/resources.ts'
import type { Problems } from '../web/form.ts'
import { MOST_VARIANTS, type GlossaryTerm, type Variant } from './model.ts'
import type { FileFault } from './file-terms.ts'
import { wordField } from './forms.ts'
import { romanizedName } from './rules.ts'
import { domainsOf, searchTerms, type Wanted } from './search.ts'

export const DONE = ['added', 'proposed', 'saved', 'unchanged', 'approved', 'removed', 'restored', 'imported'] as const
export type Done = (typeof DONE)[number]

/** The list of terms. */
export interface GlossaryPage {
  wanted: Wanted
  domains: readonly string[]
  rows: TermRow[]
  /** How many fit what was asked for, and how many there are at all. */
  found: number
  total: number
  older: string | null
  newer: string | null
  canPropose: boolean
  canChange: boolean
  done: Done | null
  /** A term that was removed just now: one click brings it back. */
  removed: { id: Id; name: { text: string; language: Language }; version: number } | null
}

interface TermRow {
  id: Id
  kind: TermKind
  domain: string
  isApproved: boolean
  /** By language of the site, those of other languages after them. */
  words: { language: Language; variants: readonly Variant[]; definition: string }[]
}

const PAGE_LENGTH = 50

/** Of terms in the order of `listForReaders`. */
export function glossaryPage(terms: readonly GlossaryTerm[], { wanted, page, lang, languages, ...known }:
Pick<GlossaryPage, 'wanted' | 'canPropose' | 'canChange' | 'done' | 'removed'> & { page: number; lang: Language; languages: readonly Language[] }): GlossaryPage {
  const found = searchTerms(terms, wanted)
  const from = (page - 1) * PAGE_LENGTH
  return {
    ...known, wanted, domains: domainsOf(terms, lang), total: terms.length, found: found.length,
    rows: found.slice(from, from + PAGE_LENGTH).map((term) => rowOf(term, languages)),
    older: from + PAGE_LENGTH < found.length ? hrefOf(wanted, page + 1) : null, newer: page > 1 ? hrefOf(wanted, page - 1) : null,
  }
}

function hrefOf({ query, kind, status, domain }: Wanted, page: number): string {
  const asked = new URLSearchParams({
    ...query === '' ? {} : { q: query }, ...kind ? { kind } : {}, ...status ? { status } : {}, ...domain === null ? {} : { domain }, ...page > 1 ? { page: String(page) } : {},
  }).toString()
  return asked ? `/desk/glossary?${asked}` : '/desk/glossary'
}

export function rowOf({ id, kind, domain, isApproved, variants, definitions }: GlossaryTerm, languages: readonly Language[]): TermRow {
  const all = [...new Set([...languages, ...variants.map(({ language }) => language)])]
  return {
    id, kind, domain, isApproved,
    words: all.map((language) => ({ language, variants: variants.filter((one) => one.language === language), definition: definitions[language] ?? '' })),
  }
}

/** One term: to be added, read or changed. */
export interface TermPage {
  /** Null for one that is to be added. */
  id: Id | null
  name: { text: string; language: Language } | null
  version: number
  isApproved: boolean
  isRemoved: boolean
  /** What stands there now, to be read; with the form, only where somebody was faster. */
  stored: TermRow | null
  note: string
  canChange: boolean
  fields: TermFields
  changed: { by: string; at: Timestamp } | null
  /** What became of it, the newest first. */
  past: { act: 'proposed' | 'added' | 'changed' | 'approved' | 'removed' | 'restored'; by: string; at: Timestamp; before: string }[]
  moved: boolean
  done: Done | null
  /** The article whose words somebody came from; null for others. */
  article: Id | null
}

/** `_after`: what may be done with a term that is there. */
export type TermAfter = TermPage & { id: Id }

/** `_fields`: the form of a term. */
export interface TermFields {
  typed: Readonly<Record<string, string>>
  problems: Problems
  /** Rows for words, by language. */
  rows: { language: Language; count: number; asksRule: boolean }[]
  /** How the resolution spells the Ukrainian name. */
  romanized: string | null
}

/** `_word`: the fields of one word. */
export interface WordFields extends Pick<TermFields, 'typed' | 'problems'> {
  language: Language
  row: number
  asksRule: boolean
}

/** `_choice`: one of some words. */
export interface ChoiceField {
  name: string
  label: string
  value: string
  options: readonly { value: string; words: string }[]
  problem?: Problem | undefined
}

/** `_rows`: terms in a table. */
export interface TermRows {
  caption: string
  rows: readonly TermRow[]
}

/** A few rows more than there are words. */
export function fieldsFor(typed: Readonly<Record<string, string>>, problems: Problems, languages: readonly Language[]): TermFields {
  const rows = languages.map((language) => {
    const used = Array.from({ length: MOST_VARIANTS }, (_, row) => row).filter((row) => (typed[wordField('text', language, row)] ?? '') !== '')
    return { language, count: Math.min(MOST_VARIANTS, Math.max(2, (used.at(-1) ?? -1) + 2)), asksRule: language === 'en' }
  })
  const name = typed[wordField('text', 'uk', 0)] ?? ''
  const isName = typed['kind'] !== undefined && typed['kind'] !== 'term'
  const variant: Variant = { language: 'uk', text: name, status: 'preferred', speech: '', note: '', rule: 'none' }
  return { typed, problems, rows, romanized: name !== '' && isName ? romanizedName([variant]) : null }
}

/** Where a term stands in articles. */
export interface UsesPage {
  id: Id
  name: { text: string; language: Language }
  groups: { title: { text: string; language: Language }; href: string; uses: TermUse[]; more: number }[]
  /** How many paragraphs have it, and how many articles were looked through. */
  count: number
  articles: number
  older: string | null
  newest: string | null
}

interface TermUse {
  href: string
  number: number
  language: Language
  status: TermStatus
  before: string
  found: string
  after: string
}

/** Words of an article that the glossary has not. */
export interface SuggestionsPage {
  article: Id
  title: { text: string; language: Language }
  language: Language
  /** Those that have any. */
  lists: { kind: 'words' | 'names'; words: { text: string; count: number; example: { before: string; found: string; after: string }; href: string }[] }[]
  canPropose: boolean
}

/** A file of terms: chosen or pasted, and then what it would do. */
export interface ImportPage {
  text: string
  fault: { code: ImportFault; line: number | null } | null
  plan: { added: TermRow[]; changed: TermRow[]; addedCount: number; changedCount: number; same: number; mark: string } | null
  moved: boolean
}

type ImportFault = FileFault | 'too_long' | 'unreadable'
