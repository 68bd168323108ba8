import { pictureView, type PictureView } from '../assets/shown.ts'
import type { Id } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { StateWord } from '../i18n/resources.ts'
import type { Findings } from '../quality/judging.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { stateOf, type SegmentState } from '../segments/states.ts'
import { fieldOf, obstacleOf, type ParagraphField } from './fields.ts'
import type { Undo } from './fix-back.ts'
import { isOthers, notesOf, type Note, type Surroundings } from './notes.ts'
import { listPlaces, type ItemPlace } from './places.ts'

/** One paragraph of the page: the original, what stands in the language, what happened to it, and the field to change it. */
export interface Paragraph {
  segment: Id
  number: number
  kind: SegmentKind
  item: ItemPlace | null
  state: StateWord
  /** Of an alternative text and a caption. */
  picture: PictureView | null
  /** The original; null on the page of the original itself, and while it is not approved. */
  original: string | null
  /** What stands there now; null where nothing does, or where an open field or a reviewer's edit shows it. */
  text: string | null
  notes: Note[]
  field: ParagraphField | null
  /** How many other paragraphs have the same original, and the page that says which; null for none. */
  twins: { count: number; href: string } | null
  /** Does it wait for the person on the page? */
  asks: boolean
}

/** Words for a field that are not stored; `from`: the text that they were taken from. */
export interface TypedText {
  text: string
  from?: Id | undefined
}

/** By segment. */
export type TypedTexts = ReadonlyMap<Id, TypedText>

/** Of a whole article's facts those in `some`, each with its place in its list. */
export function paragraphsOf(
  facts: readonly SegmentFacts[], around: Surroundings,
  { some = facts, typed, undo }: { some?: readonly SegmentFacts[]; typed?: TypedTexts; undo?: Undo | null | undefined } = {},
): Paragraph[] {
  const places = listPlaces(facts)
  const wanted = new Set(some)
  const paragraphs = facts.flatMap((one, i) =>
    wanted.has(one) ? [paragraphOf(one, { number: one.position + 1, item: places[i] ?? null }, around, typed?.get(one.segment))] : [])
  const mended = undo && paragraphs.find(({ segment }) => segment === undo.segment)
  if (mended?.field) mended.field = { ...mended.field, undo: undo?.press ?? null }
  return paragraphs
}

function paragraphOf(
  facts: SegmentFacts, place: Pick<Paragraph, 'number' | 'item'>, around: Surroundings, typed: TypedText | undefined,
): Paragraph {
  const state = stateOf(facts)
  const mode = modeOf(facts, state, around, typed)
  const head = headOf(facts)
  const hidden = mode === 'open' && !isOthers(facts, around.writer) || facts.proposal?.awaits === 'confirmation'
  return {
    segment: facts.segment, ...place, kind: facts.kind,
    state: state.work === 'waiting_confirmation' ? 'confirmation' : state.headline,
    picture: pictureView(around.pictures.get(facts.segment), {
      kind: facts.kind, text: facts.source?.text ?? head?.text ?? '', language: facts.source ? around.source : around.language,
    }),
    original: facts.source?.text ?? null,
    text: hidden ? null : head?.text ?? null,
    notes: notesOf(facts, state, around),
    field: mode === null ? null : { ...fieldOf(facts, around, typed?.text, typed?.from), mode },
    twins: twinsOf(facts.segment, around),
    asks: asksFor(facts, around.writer, around.findings),
  }
}

function twinsOf(segment: Id, { twins, address }: Surroundings): Paragraph['twins'] {
  const count = twins.get(segment)
  return count === undefined ? null : { count, href: `${address}/segments/${segment}/same` }
}

function modeOf({ source, draft }: SegmentFacts, { headline }: SegmentState, around: Surroundings, typed?: TypedText): ParagraphField['mode'] | null {
  if (around.writer === null || !source && around.language !== around.source) return null
  if (draft || typed !== undefined) return 'open'
  return headline === 'waiting' || headline === 'approved' ? 'folded' : 'open'
}

/** Does the paragraph wait for this translator? A draft that can be sent does not: it waits to be sent. */
export function asksFor(facts: SegmentFacts, writer: Id | null, findings: Findings): boolean {
  if (writer === null) return false
  const { headline, work } = stateOf(facts)
  if (facts.draft) return obstacleOf(facts, writer, findings.get(facts.segment)) !== null && !isOthers(facts, writer)
  if (work === 'waiting_confirmation') return facts.proposal?.sender === writer
  if (!facts.source && headline === 'not_started') return false
  return headline === 'returned' || headline === 'behind' || headline === 'not_started'
}
