import type { PictureView } from '../assets/shown.ts'
import type { Id, Language } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { Impact, OpenParagraph, OwnWords, Place, SourceView, SpokenText } from './pages.ts'

interface WholePage {
  submission: Id
  title: SpokenText
  language: Language
  sender: string
}

export interface RestLine {
  paragraph: OpenParagraph
  words: string
}

type WhyLeft = 'own_words' | 'not_yours' | 'chosen' | 'typed' | 'errors' | 'questions' | 'source_moved'

export interface RestPage extends WholePage {
  approve: RestLine[]
  /** What is proposed as minor counts for nothing here. */
  impact: Impact
  left: (Place & { language: Language; words: string; why: WhyLeft })[]
  /** How many of them for which reason. */
  reasons: { why: WhyLeft; count: number }[]
  /** More than one page holds: they come after these. */
  later: number
  own: OwnWords
}

export interface ReturnPage extends WholePage {
  paragraphs: ReturnLine[]
  reason: string
  problem: ReturnProblem['code'] | null
  /** How many examples are asked for. */
  least: number
  problems: ReturnProblem[]
}

export interface ReturnLine extends Place {
  proposal: Id
  language: Language
  kind: SegmentKind
  text: string
  picture: PictureView | null
  /** What it was translated from; null in the source language. */
  source: SourceView | null
  words: string
  shown: string
  reason: string
  problem: ReturnProblem['code'] | null
}

interface ReturnProblem {
  /** The id of the field. */
  field: string
  number: number | null
  code: 'reason_needed' | 'examples_needed' | 'unusable' | 'too_long'
}
