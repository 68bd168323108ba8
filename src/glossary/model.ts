import { canonicalJson } from '../text/canonical.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SpellingRule, TermKind } from '../db/tables/glossary.ts'
import type { TermEntry } from '../checks/pair-terms.ts'
import type { TermStatus } from '../checks/model.ts'

export const KINDS: readonly TermKind[] = ['term', 'person', 'place', 'organisation']
export const STATUSES: readonly TermStatus[] = ['preferred', 'allowed', 'forbidden']
export const RULES: readonly SpellingRule[] = ['none', 'kmu55', 'exception']
/** As TBX calls them; '' where nobody has said. */
export const PARTS_OF_SPEECH = ['', 'noun', 'verb', 'adjective', 'adverb', 'properNoun', 'other'] as const
type PartOfSpeech = (typeof PARTS_OF_SPEECH)[number]

/** In UTF-16 units. */
export const LONGEST_WORD = 200
export const LONGEST_NOTE = 2000
/** How many words one term may have in one language, and how many terms there may be. */
export const MOST_VARIANTS = 12
export const MOST_TERMS = 20_000

/** A word for a thing, in one language. */
export interface Variant {
  language: Language
  text: string
  status: TermStatus
  speech: PartOfSpeech
  note: string
  rule: SpellingRule
}

/** What somebody says of a thing: all that they may change. */
export interface TermContent {
  kind: TermKind
  domain: string
  note: string
  variants: readonly Variant[]
  definitions: Readonly<Record<Language, string>>
}

export interface GlossaryTerm extends TermContent {
  id: Id
  version: number
  changedBy: Id
  changedAt: Timestamp
  /** Somebody with the right has agreed to it; only then texts are checked against it. */
  isApproved: boolean
  isRemoved: boolean
}

/** What is wrong with a term, and with which of its words where it is one of them. */
export interface ContentFault {
  at: number | null
  fault: 'nothing' | 'twice' | 'two_preferred' | 'reason' | 'romanized'
}

/** Equal for equal contents. */
export function contentKey({ kind, domain, note, variants, definitions }: TermContent): string {
  const words = variants.map((one) => [one.language, one.text, one.status, one.speech, one.note, one.rule])
  return canonicalJson([kind, domain, note, words, definitions])
}

/** As the ledger keeps it. */
export function recorded({ kind, domain, note, variants, definitions }: TermContent) {
  const words = variants.map(({ language, text, status, speech, note: remark, rule }) =>
    [`${language}: ${text}`, status, speech, rule === 'none' ? '' : rule, remark].filter((one) => one !== '').join('; '))
  return { kind, domain, note, words, ...definitions }
}

/** What a term is called where only one word of it has room: the best in the language, else in another one. */
export function nameOf({ variants }: Pick<TermContent, 'variants'>, language: Language): { text: string; language: Language } {
  const ranked = variants.toSorted((a, b) =>
    Number(b.language === language) - Number(a.language === language) || STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status))
  const [best] = ranked
  return best ? { text: best.text, language: best.language } : { text: '', language }
}

/** A word whose capital letters count: one marked as a name, and any of a person, a place or an organisation but a common noun. */
export function isNameWord(kind: TermKind, { speech }: Pick<Variant, 'speech'>): boolean {
  return speech === 'properNoun' || kind !== 'term' && speech !== 'noun'
}

/** A term as checks look for it. */
export function entryOf({ id, kind, variants }: GlossaryTerm): TermEntry {
  const words = variants.map(({ language, text, status, speech }) => ({ language, text, status, isVerb: speech === 'verb', isName: isNameWord(kind, { speech }) }))
  return { id, isName: kind !== 'term', words }
}
