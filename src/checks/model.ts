import type { KnownLinks } from '../text/links.ts'
import type { Prose, Span } from '../text/prose.ts'
import type { Place } from './place.ts'

/** An error keeps a text from review, a question does until somebody says that it is meant so; a warning is only shown. */
export type Severity = 'error' | 'question' | 'warning'

/** What a check says of a text. */
export interface Finding {
  /** Its check: a key of `CHECKS`, and of `checks:name` in locales/. */
  check: string
  severity: Severity
  /** The sentence, a key of `checks:says`, and what stands in it. */
  says: string
  words: Record<string, string | number>
  /** Where in the translation (for `source`, in the original); null where it is about the whole. */
  at: Span | null
  side: 'source' | 'target'
  /** The words there, and around; null where the sentence names them, or it is not about a part of the translation. */
  place: Place | null
  /** What one click puts right: this part of the translation becomes that. `insert` goes to the cursor. */
  fix: Fix | null
  /** The same as long as it is about the same thing, wherever that stands: whoever said that it is meant so need not say it again. */
  id: string
}

export type Fix = Span & { text: string } | { insert: string }

/** What is checked: a text, and the original that it translates; null where the text is the original itself. */
export interface Pair {
  source: string | null
  target: string
  /** Languages of the two; equal where there is no original. */
  from: string
  to: string
  /** What the paragraph is (`title`, `paragraph`, …): a heading needs no full stop. */
  kind: string
  /** What the glossary knows of this pair of languages, ready to be looked for; null where nothing. */
  terms: Terms | null
  /** What is known of the articles that both texts link to, so that one link in two spellings is one. */
  links: KnownLinks | null
  /** The same original elsewhere, as it was translated there. */
  elsewhere: readonly string[]
  /** Words of the site that are right as they stand, folded. */
  known: ReadonlySet<string>
  /** Where a comma and a full stop stand beside a closing quotation mark in English; `outside`: as the sense has it. */
  stops: 'inside' | 'outside'
}

/** A pair as checks read it: words apart from marks. */
export interface Read extends Pair {
  original: Prose | null
  text: Prose
}

/** Looks at one thing. Pure; linear in the length of the texts but for a logarithm. */
export type Check = (read: Read) => Noticed[]

/** A finding before its key and its place in the text are worked out: `at` and `fix` are parts of the words. */
export interface Noticed {
  severity: Severity
  says: string
  words?: Record<string, string | number>
  at?: Span | null
  side?: 'source' | 'target'
  /** Of the words at `at` (or of `fixAt`), left out where a mark stands among them; an object speaks of the text itself. */
  fix?: string | Fix | null
  fixAt?: Span
  /** What it is about, where `says` and the words there do not tell. */
  about?: string
}

/** What both languages of a pair call one thing. */
export interface Term {
  id: string
  /** A person, a place, an organisation: a name is as right or wrong in an original as in a translation. */
  isName: boolean
  preferred: readonly string[]
  allowed: readonly string[]
  /** Has it a word in the language of the original? */
  isPaired: boolean
}

/** A term where it stands in a text: in which of its words, and how those are judged. */
export interface TermPlace extends Span {
  term: Term
  form: string
  status: TermStatus
}

export type TermStatus = 'preferred' | 'allowed' | 'forbidden'

/** The glossary of a pair of languages, as checks ask it. */
export interface Terms {
  /** Where terms stand in an original: of places that overlap, the longest. */
  inOriginal: (words: string) => readonly TermPlace[]
  /** Where they stand in a translation, also within each other. */
  inTranslation: (words: string) => readonly TermPlace[]
}
