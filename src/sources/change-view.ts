import type { Id, Language } from '../db/columns.ts'
import { viewDiff, type DiffView, type DiffWords } from '../reviews/diff-view.ts'
import { beginningOf } from '../text/excerpt.ts'
import { textHash } from '../text/hash.ts'
import type { Fate } from './fates.ts'
import { matchField, originOf, type MatchField, type Numbered, type Origin, type Origins } from './matches.ts'
import type { Choices, Plan, PlanProblem, PlanRow, RemovedRow, SourceState, Translated } from './model.ts'
import { wordOf, type Changed, type ChangeWord } from './pieces.ts'

/** What becomes of its translations. */
type Effect = 'behind' | 'back' | 'split' | 'merged' | 'kept' | 'minor' | 'removed' | 'returned'

/** What of a change asks for a look. */
export interface Flags {
  /** Somebody else's words wait for it. */
  obstacle: boolean
  /** It is to stay as it is in the article. */
  left: boolean
  /** It puts back words that were approved before those of today. */
  putsBack: boolean
  /** It came into the article after the text was begun. */
  newer: boolean
  problem: PlanProblem['code'] | null
  /** What checks find in its words that keeps them from review. */
  error: PlanRow['error']
}

/** `/sources/_change`: what becomes of one paragraph. */
export interface ChangeView {
  /** The anchor of its line. */
  id: string
  word: ChangeWord
  /** Said beside the word. */
  also: ('moved' | 'kind' | 'picture')[]
  /** Its place in the changed text; null for a removed one. */
  number: number | null
  kind: PlanRow['kind']
  /** What it is no more. */
  wasKind: PlanRow['kind'] | null
  was: Origin[]
  language: Language
  text: string
  diff: DiffView | null
  asset: string | null
  /** Of a split. */
  parts: { number: number; text: string }[]
  effect: { what: Effect; count: number; languages: Language[] } | null
  /** These very words wait for review already. */
  waits: boolean
  flags: Flags
  offered: { words: string; count: number } | null
  /** What an editor may choose; null where nothing can be. */
  choose: ChooseView | null
}

interface ChooseView {
  fate: { field: string; chosen: Fate; options: readonly Fate[] } | null
  matches: MatchField[]
  /** Something was chosen here that is not what was found. */
  corrected: boolean
}

/** `/sources/_choose`. */
export interface Choosing {
  language: Language
  choose: ChooseView
}

/** What changes are told from. */
export interface Told {
  plan: Pick<Plan, 'rows' | 'removed'> & { problems?: readonly PlanProblem[] }
  state: SourceState
  /** The paragraphs as they stood when the change was made. */
  old: readonly Numbered[]
  /** Those that were there when the text was begun; null where that means nothing. */
  begun: ReadonlySet<Id> | null
  /** Null where nothing can be chosen. */
  choices: Choices | null
  words: DiffWords
}

type Teller = Told & Origins & {
  translations: ReadonlyMap<Id, readonly Translated[]>
}

const OFFERED = 200

/** Tells of changes one after another; what they have in common is looked up once. */
export function tellChanges(told: Told): (piece: Changed) => ChangeView {
  const { state, old } = told
  const teller: Teller = {
    ...told, places: new Map(old.map((one) => [one.segment, one])), archived: new Map(state.archived.map((one) => [one.segment, one])),
    translations: new Map([...state.archived, ...state.rows].map(({ segment, translations }) => [segment, translations])),
  }
  return (piece) => piece.is === 'gone' ? viewGone(teller, piece.row) : viewRows(teller, piece.rows)
}

function viewGone(teller: Teller, row: RemovedRow): ChangeView {
  const { segment, kind, text, touched } = row
  const { language } = teller.state
  return {
    id: `r-${segment}`, word: 'removed', also: [], number: null, kind, wasKind: null, was: [originOf(teller, segment)], language, text, diff: null, asset: null, parts: [],
    effect: effectOf('removed', touched), waits: false, flags: flagsOf(teller, { is: 'gone', row }), offered: null,
    choose: teller.choices && { fate: fateOf(teller, '', segment, ['change'], 'change'), matches: [], corrected: false },
  }
}

function viewRows(teller: Teller, rows: [PlanRow, ...PlanRow[]]): ChangeView {
  const [row] = rows
  const { language } = teller.state
  const { text, compare, from, offered } = row
  return {
    id: `c-${row.key}`, word: wordOf({ is: 'rows', rows }), also: alsoOf(row), number: row.block + 1, kind: row.kind, wasKind: kindBefore(teller, row), was: from.map((id) => originOf(teller, id)),
    language, text, diff: compare && viewDiff(compare.before, compare.after, language, teller.words), asset: row.kind === 'image' ? row.asset : null,
    parts: row.part === null ? [] : rows.map((one) => ({ number: one.block + 1, text: one.text })),
    effect: followsOf(teller, row),
    waits: row.waits, flags: flagsOf(teller, { is: 'rows', rows }),
    offered: offered && { words: beginningOf(offered.text, OFFERED), count: countOf(offered.translations) },
    choose: chooseFrom(teller, rows),
  }
}

function chooseFrom(teller: Teller, rows: readonly [PlanRow, ...PlanRow[]]): ChooseView | null {
  if (!teller.choices) return null
  const [{ key, minor, compare, from, part, waits }] = rows
  const segment = from.find((id) => teller.places.has(id))
  const matches = rows.map((row, at) => matchField(teller, row, part === null ? null : at + 1))
  const some: Fate[] = minor === null ? ['change'] : ['substance', 'minor']
  const chosen = minor === null ? 'change' : minor ? 'minor' : 'substance'
  return {
    fate: compare === null || segment === undefined || waits ? null : fateOf(teller, key, segment, some, chosen),
    matches, corrected: matches.some((match) => match.chosen !== ''),
  }
}

function fateOf({ choices }: Teller, key: string, segment: Id, some: readonly Fate[], chosen: Fate): ChooseView['fate'] {
  return { field: `change:${key}:${segment}`, chosen: choices?.[segment]?.leave ? 'leave' : chosen, options: [...some, 'leave'] }
}

export function flagsOf({ plan, state, begun, choices }: Pick<Told, 'plan' | 'state' | 'begun' | 'choices'>, piece: Changed): Flags {
  const row = piece.is === 'gone' ? piece.row : piece.rows[0]
  const keys = piece.is === 'gone' ? [] : piece.rows.map(({ key }) => key)
  const from = piece.is === 'gone' ? [piece.row.segment] : piece.rows[0].from
  return {
    obstacle: row.obstacle !== null, left: from.some((id) => choices?.[id]?.leave),
    putsBack: choices !== null && piece.is === 'rows' && isFromThePast(piece.rows[0], state),
    newer: piece.is === 'gone' && begun !== null && !begun.has(piece.row.segment),
    problem: plan.problems?.find(({ key }) => keys.includes(key))?.code ?? null,
    error: piece.is === 'gone' ? null : piece.rows.find(({ error }) => error !== null)?.error ?? null,
  }
}

function isFromThePast({ segment, compare, text }: PlanRow, { past }: Pick<SourceState, 'past'>): boolean {
  return segment !== null && compare !== null && (past.get(textHash(text)) ?? []).includes(segment)
}

function kindBefore({ places, archived }: Teller, { kind, kindChanged, from: [first = ''] }: PlanRow): ChangeView['wasKind'] {
  const before = (places.get(first) ?? archived.get(first))?.kind ?? kind
  return kindChanged && before !== kind ? before : null
}

function alsoOf({ change, moved, kindChanged, pictureChanged }: PlanRow): ChangeView['also'] {
  return [
    ...moved && change !== 'moved' && change !== 'moved_edited' ? ['moved' as const] : [],
    ...kindChanged && change !== 'unchanged' && change !== 'new' ? ['kind' as const] : [],
    ...pictureChanged && (change !== 'unchanged' || kindChanged) ? ['picture' as const] : [],
  ]
}

function whatFollows({ change, minor, waits, compare }: PlanRow): Effect | null {
  switch (change) {
    case 'new': return null
    case 'split': case 'merged': return change
    case 'moved': case 'unchanged': return 'kept'
    case 'returned': return compare === null ? 'returned' : minor ? 'minor' : 'behind'
    default: return waits ? null : minor ? 'minor' : 'behind'
  }
}

/** Translations that a row puts out of step, those left out for whose words it puts back. */
export function leftBehind({ touched, restored }: PlanRow): Translated[] {
  return touched.filter(({ language }) => !restored.some((back) => back.language === language))
}

function followsOf({ translations }: Teller, row: PlanRow): ChangeView['effect'] {
  if (row.restored.length === 0) return effectOf(whatFollows(row), row.from.flatMap((id) => translations.get(id) ?? []))
  const behind = leftBehind(row)
  return behind.length > 0 ? effectOf(whatFollows(row), behind) : effectOf('back', row.restored)
}

function effectOf(what: Effect | null, translations: readonly Translated[]): ChangeView['effect'] {
  const count = countOf(translations)
  return what === null || count === 0 ? null : { what, count, languages: [...new Set(translations.map(({ language }) => language))] }
}

/** A translation that is approved and has another text waiting is one. */
function countOf(translations: readonly Translated[]): number {
  return translations.reduce((sum, { approved, open }) => sum + Math.max(approved, open), 0)
}
