import { GENRES } from '../articles/genres.ts'
import type { Id, Language } from '../db/columns.ts'
import type { SiteText } from '../db/tables/article.ts'
import type { Genre } from '../db/tables/details.ts'
import type { ErrorCode } from '../errors.ts'
import { cleanText, type TextProblem } from '../text/clean.ts'
import { ENCODINGS, type DecodeProblem, type Encoding } from '../text/decode.ts'
import { plainText } from '../text/inline.ts'
import type { Block } from '../text/pagetext/model.ts'
import { FORMATS, type Format } from '../text/recognise.ts'
import { choiceOf, isOfArticle, type ArticleChoice } from './choices.ts'
import type { TypedDetails } from './details.ts'
import type { Fault, FaultCode } from './faults.ts'
import type { ShownNotice } from './notices.ts'
import { SITE_TEXTS, type Preview } from './preview.ts'
import type { Source } from './source.ts'
import { buildRow, carry, groupRows, listMarked, type BlockGroup, type CarriedBlock } from './rows.ts'

/** What the text is in and what it is for; the languages are those the person may publish. */
export interface About {
  language: Language | null
  languages: readonly Language[]
  /** Why the language is asked about; null when it is settled. */
  question: { code: 'language_unknown' | 'language_differs'; guess: Language | null } | null
  siteText: SiteText | null
  /** `taken`: the site has this text already. */
  siteTexts: readonly { name: SiteText; taken: boolean }[]
}

export interface NewArticlePage {
  about: About
  text: string
  formats: readonly Format[]
  format: Format | null
  /** What was wrong with the file that was sent; its name is said with it. */
  file: { name: string; problem: FileProblem } | null
  problem: TextProblemShown | null
  /** How many paragraphs a text has that has too many. */
  tooMany: { count: number; most: number } | null
  refusal: ErrorCode | null
}

export type FileProblem = DecodeProblem | 'archive' | 'empty'

/** Why nothing was done, as far as no one place is at fault. */
export interface Refused { refusal: ErrorCode | null }

/** What is wrong with the text, and in which of its lines where one line is at fault. */
interface TextProblemShown { code: TextProblem | 'required'; line: number | null }

export interface PreviewPage {
  about: About
  language: Language
  article: Id
  sure: string
  title: string
  details: TypedDetails
  genres: readonly Genre[]
  notices: readonly ShownNotice[]
  /** As `notices`, for the hidden field. */
  carriedNotices: string
  source: Source | null
  formats: readonly Format[]
  encodings: readonly Encoding[]
  /** Images without a picture: the form takes files as long as there are any. */
  pictureless: number
  /** Where readers would find it; null as long as there is no title, and for the site's own texts. */
  address: string | null
  total: number
  counts: readonly { choice: ArticleChoice; count: number }[]
  leftOut: number
  refusal: ErrorCode | null
  faults: readonly ShownFault[]
  /** Faults beyond those listed. */
  more: number
  before: readonly CarriedBlock[]
  groups: readonly BlockGroup[]
  after: readonly CarriedBlock[]
  stretch: Stretch
  approved: boolean
  message: string
}

/** Which blocks are shown, by number; `previous` and `next` are where the neighbouring stretches begin. */
export interface Stretch { first: number; last: number; of: number; previous: number | null; next: number | null }

/** `number` of the block, when it is one block's fault; `shown`: it stands on this page and can be linked to. */
interface ShownFault {
  code: FaultCode
  number: number | null
  shown: boolean
  message: boolean
  place: 'language' | 'details' | null
}

/** How many blocks are shown at a time: more cannot be overseen, and slow a phone down. */
const SHOWN_BLOCKS = 300
const LISTED_FAULTS = 20

export function buildAbout(about: Omit<About, 'siteTexts'>, taken: ReadonlySet<SiteText>): About {
  return { ...about, siteTexts: SITE_TEXTS.map((name) => ({ name, taken: taken.has(name) })) }
}

/** Why a pasted text cannot be read; null when it can. */
export function findProblem(text: string, cleaned: ReturnType<typeof cleanText>): TextProblemShown | null {
  if (!('problem' in cleaned)) return cleaned.text === '' ? { code: 'required', line: null } : null
  const code = cleaned.problem
  const line = text.split(/\r\n?|\n/).findIndex((one) => problemIn(one) === code)
  return { code, line: line < 0 ? null : line + 1 }
}

function problemIn(line: string): TextProblem | undefined {
  const cleaned = cleanText(line)
  return 'problem' in cleaned ? cleaned.problem : undefined
}

interface PreviewState {
  preview: Preview
  about: About
  /** The address it would get, without language and path; '' while there is no title. */
  slug: string
  faults: readonly Fault[]
  refusal: ErrorCode | null
  focus: number | null
}

export function buildPreview({ preview, about, slug, faults, refusal, focus }: PreviewState): PreviewPage {
  const { blocks, article, approved, message, language, sure, details, notices, source } = preview
  const [from, to] = stretchOf(preview, focus, faults)
  const listed = faults.slice(0, LISTED_FAULTS)
  const inside = blocks.filter(({ kind }) => kind !== 'aside')
  return {
    about, language, article, sure, approved, message, refusal, details, notices, source,
    genres: GENRES, formats: FORMATS, encodings: ENCODINGS,
    carriedNotices: JSON.stringify(notices),
    pictureless: inside.filter(({ kind, picture }) => kind === 'image' && !picture?.asset).length,
    title: titleOf(blocks),
    address: slug && !preview.siteText ? `/${language}/articles/${slug}` : null,
    total: inside.length,
    counts: countChoices(inside),
    leftOut: blocks.length - inside.length,
    faults: listed.map((fault) => showFault(fault, from, to)),
    more: faults.length - listed.length,
    before: blocks.slice(0, from).map((block, i) => carry(block, i)),
    groups: groupRows(listMarked(blocks.slice(from, to))
      .map((marked, i) => buildRow({ blocks, at: from + i, language, faults, focus, marked }))),
    after: blocks.slice(to).map((block, i) => carry(block, to + i)),
    stretch: {
      first: from + 1, last: to, of: blocks.length,
      previous: from > 0 ? Math.max(from - SHOWN_BLOCKS, 0) + 1 : null, next: to < blocks.length ? to + 1 : null,
    },
  }
}

/** The title of the page; '' while none is chosen. */
function titleOf(blocks: readonly Block[]): string {
  return plainText(blocks.find(({ kind }) => kind === 'title')?.text ?? '')
}

/** The stretch somebody works in, or the one of the first fault where the one at hand has none. */
function stretchOf({ blocks, from }: Preview, focus: number | null, faults: readonly Fault[]): [from: number, to: number] {
  const start = (at: number) => Math.floor(Math.max(Math.min(at, blocks.length - 1), 0) / SHOWN_BLOCKS) * SHOWN_BLOCKS
  const here = start(focus ?? from)
  const wrong = faults.flatMap(({ at }) => typeof at === 'number' ? [start(at)] : [])
  const chosen = focus === null && wrong[0] !== undefined && !wrong.includes(here) ? wrong[0] : here
  return [chosen, Math.min(chosen + SHOWN_BLOCKS, blocks.length)]
}

function countChoices(blocks: readonly Block[]): { choice: ArticleChoice; count: number }[] {
  const counts = new Map<ArticleChoice, number>()
  for (const block of blocks) {
    const choice = choiceOf(block)
    if (isOfArticle(choice)) counts.set(choice, (counts.get(choice) ?? 0) + 1)
  }
  return [...counts].map(([choice, count]) => ({ choice, count }))
}

function showFault({ at, code }: Fault, from: number, to: number): ShownFault {
  const number = typeof at === 'number' ? at + 1 : null
  return { code, number, shown: number !== null && number > from && number <= to, message: at === 'message', place: at === 'language' || at === 'details' ? at : null }
}
