import { setImmediate } from 'node:timers/promises'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { beginningOf } from '../text/excerpt.ts'
import type { DiffWords } from '../reviews/diff-view.ts'
import { flagsOf, leftBehind, tellChanges, type Flags, type Told } from './change-view.ts'
import type { SourceDocument, TextFault } from './document.ts'
import type { Choices, Plan, SourceState } from './model.ts'
import type { OriginalPlace, PlanEntry, PlanPage, Read, Stretch, Summary } from './pages.ts'
import { piecesOf, viewFold, wordOf, type Changed, type ChangeWord, type Piece } from './pieces.ts'
import { stretchOf, weighChange } from './stretches.ts'

const ASIDE = 5
const EXCERPT = 160
/** Signs that are compared in one go. */
const AT_ONCE = 40_000

interface PlanView {
  place: OriginalPlace
  state: SourceState
  plan: Plan
  document: SourceDocument
  draft: { choices: Choices; version: number; at: Timestamp | null }
  /** Segments that were there when the text was begun. */
  begun: ReadonlySet<Id>
  made: Timestamp
  words: DiffWords
  /** The first change to show. */
  from: number
  message: string
  canApply: boolean
  tooLong?: boolean
  moved?: PlanPage['moved']
  refusal?: PlanPage['refusal']
}

export async function planPage(view: PlanView): Promise<PlanPage> {
  const { place, state, plan, document, draft, message, canApply, made } = view
  const told: Told = { plan, state, old: state.rows, begun: view.begun, choices: draft.choices, words: view.words }
  const tell = tellChanges(told)
  const pieces = piecesOf(plan)
  const changes = pieces.filter((piece): piece is Changed => piece.is !== 'same')
  const stretch = stretchOf(changes, view.from, `${place.address}/plan`)
  const where = (is: (flags: Flags) => boolean) => placesWhere(changes, told, stretch, `${place.address}/plan`, is)
  return {
    ...place, version: draft.version, mark: plan.mark, made, draftAt: draft.at, structural: plan.structural, changes: plan.changes,
    summary: summaryOf(pieces, new Set(leftIn(draft.choices))), read: readOf(document, place),
    faults: [...document.faults, ...picturesMissing(plan)],
    entries: await entriesOf(pieces, stretch, state.language, tell), stretch, message, canApply,
    tooLong: view.tooLong ?? false, moved: view.moved ?? null, refusal: view.refusal ?? null,
    obstacles: where(({ obstacle, left }) => obstacle && !left), wrong: where(({ problem }) => problem !== null),
    faulty: where(({ error, left }) => error !== null && !left),
    putsBack: where((flags) => flags.putsBack && !flags.left), newer: where(({ newer, left }) => newer && !left),
  }
}

/** An image has one of the pictures that are kept. */
export function picturesMissing({ rows }: Pick<Plan, 'rows'>): TextFault[] {
  return rows.some(({ kind, asset }) => kind === 'image' && asset === null) ? [{ code: 'no_picture', line: null }] : []
}

/** Paragraphs left as they are keep nobody from sending the rest. */
export function leftIn(choices: Choices): Id[] {
  return Object.entries(choices).flatMap(([segment, { leave }]) => leave ? [segment] : [])
}

export function readOf({ notices, aside }: Pick<SourceDocument, 'notices' | 'aside'>, { language }: Pick<OriginalPlace, 'language'>): Read {
  const shown = aside.slice(0, ASIDE).map((text) => beginningOf(text, EXCERPT))
  return { language, file: null, notices, aside: shown, more: aside.length - shown.length }
}

/** Changes around a place in their order, with what is unchanged between them folded. */
export async function entriesOf(
  pieces: readonly Piece[], { first, last }: Pick<Stretch, 'first' | 'last'>, language: Language, tell: ReturnType<typeof tellChanges>,
): Promise<PlanEntry[]> {
  const entries: PlanEntry[] = []
  let number = 1
  let signs = 0
  for (const piece of pieces) {
    if (piece.is === 'same') {
      if (number >= first && number <= last + 1) entries.push({ is: 'fold', fold: viewFold(piece.rows, language) })
    } else {
      if (number >= first && number <= last) {
        entries.push({ is: 'change', change: tell(piece) })
        signs += weighChange(piece)
      }
      number += 1
      // Others are answered between some comparisons and the next.
      if (signs > AT_ONCE) {
        signs = 0
        await setImmediate()
      }
    }
  }
  return entries
}

/** What is left as it is counts apart. */
export function summaryOf(pieces: readonly Piece[], left: ReadonlySet<Id>): Summary {
  const counts = new Map<ChangeWord, number>()
  const translations = new Map<Language, Summary['translations'][number]>()
  const changed = pieces.filter((piece): piece is Changed => piece.is !== 'same')
  const sent = changed.filter((piece) => !(piece.is === 'gone' ? [piece.row.segment] : piece.rows[0].from).some((id) => left.has(id)))
  for (const piece of sent) {
    const word = wordOf(piece)
    counts.set(word, (counts.get(word) ?? 0) + 1)
    const what = piece.is === 'gone' ? 'removed' : 'behind'
    for (const { language, approved, open } of piece.is === 'gone' ? piece.row.touched : piece.rows.flatMap(leftBehind)) {
      const sum = translations.get(language) ?? { language, behind: 0, removed: 0 }
      translations.set(language, { ...sum, [what]: sum[what] + Math.max(approved, open) })
    }
  }
  return {
    counts: ORDER.flatMap((word) => counts.has(word) ? [{ word, count: counts.get(word) ?? 0 }] : []), left: changed.length - sent.length,
    unchanged: pieces.reduce((sum, piece) => sum + (piece.is === 'same' ? piece.rows.length : 0), 0),
    translations: [...translations.values()].filter(({ behind, removed }) => behind + removed > 0)
      .sort((a, b) => a.language < b.language ? -1 : 1),
    told: true,
  }
}

const ORDER = ['edited', 'typography', 'moved', 'moved_edited', 'split', 'merged', 'kind', 'picture', 'new', 'returned', 'removed'] as const satisfies ChangeWord[]

/** Where changes of which that is true stand: on the page that is shown, or on another one. */
function placesWhere(changes: readonly Changed[], told: Told, { first, last }: Stretch, address: string, is: (flags: Flags) => boolean): PlanPage['wrong'] {
  return changes.flatMap((piece, at) => {
    if (!is(flagsOf(told, piece))) return []
    const anchor = piece.is === 'gone' ? `#r-${piece.row.segment}` : `#c-${piece.rows[0].key}`
    const here = at + 1 >= first && at < last
    const number = piece.is === 'gone' ? null : piece.rows[0].block + 1
    return [{ number, href: here ? anchor : `${address}?from=${at + 1}${anchor}` }]
  })
}
