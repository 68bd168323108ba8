import type { Title } from '../articles/store.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Problem } from '../i18n/resources.ts'
import type { CorrectionState } from './model.ts'
import type { Way } from './taking.ts'

/** What readers reported. */
export interface CorrectionsPage {
  states: { state: CorrectionState; count: number; href: string; current: boolean }[]
  /** Without a language: all of them. Empty for those who work in one. */
  languages: { language: Language | null; href: string; current: boolean }[]
  /** The one article that was asked for. */
  article: { title: Title; href: string; all: string } | null
  state: CorrectionState
  lines: CorrectionLine[]
  older: string | null
  newest: string | null
  /** Are readers asked for corrections now? */
  asked: boolean
}

/** `_line`: one correction among others. */
export interface CorrectionLine {
  id: Id
  href: string
  title: Title
  articleHref: string
  /** The paragraph's place in its article; null for one that was removed. */
  number: number | null
  /** The number of the edition that the reader saw. */
  edition: number
  language: Language
  at: Timestamp
  /** From what the reader saw to what they propose; null where they propose no words. */
  changesHtml: string | null
  /** What the reader saw, where nothing is proposed. */
  shown: string
  remark: string
  state: CorrectionState
  decided: { by: string; at: Timestamp; reason: string } | null
  /** Another text is approved here now than the reader saw; readers have another one. */
  moved: boolean
  published: boolean
}

/** One correction, with what may be done about it. */
export interface CorrectionPage {
  one: CorrectionLine
  /** Counts the decisions on it: its forms name it. */
  decisions: number
  /** Where the paragraph is worked on; null for one that was removed. */
  room: string | null
  taking: Taking | null
  /** Why somebody who may decide cannot take it. */
  cannot: 'original' | 'right' | 'removed' | 'trash' | null
  reason: { text: string; problem: Problem | null }
  /** Something else stands there than was shown when a button was pressed. */
  notice: 'moved' | null
  done: 'declined' | 'reopened' | null
}

interface Taking {
  mark: string
  /** One's own draft is there, or another text than the reader saw. */
  isDraft: boolean
  moved: boolean
  now: string
  ways: { how: Way['how']; changesHtml: string | null }[]
}
