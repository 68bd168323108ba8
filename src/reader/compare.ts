import type { Id, Language } from '../db/columns.ts'
import { differencesIn, type Difference as Change } from '../editions/changes.ts'
import type { Line } from '../editions/model.ts'
import { listMoved } from '../editions/moved.ts'
import { speak } from '../i18n/voice.ts'
import { viewDiff } from '../reviews/diff-view.ts'
import { textHtml } from '../text/diff-html.ts'
import type { PageHead } from './head.ts'
import type { Frozen } from './model.ts'
import type { Typesetter } from './typesetter.ts'

/** What one edition changed over another, in the order of the later one. */
export interface ComparePage {
  head: PageHead
  title: string
  language: Language
  article: string
  editions: string
  /** Null where there are not two editions to compare. */
  from: Compared | null
  to: Compared | null
  /** Where the form of choices leads, and what it offers. */
  action: string
  choices: EditionChoice['choices']
  /** In a few words. */
  summary: string
  stretches: Stretch[]
}

/** `/reader/_choose`: two editions to be compared. */
export interface EditionChoice {
  action: string
  choices: { number: number; at: string }[]
  from: number | null
  to: number | null
}

export interface Compared {
  number: number
  href: string
  at: string
}

type Stretch =
  | { kind: 'same'; count: number }
  | { kind: 'change'; change: ComparedChange }

/** `/reader/_change` */
export interface ComparedChange {
  /** Of the paragraph in the later edition; in the earlier one if it was removed. */
  number: number
  what: Change<Frozen>['what'] | 'moved'
  /** It stands somewhere else as well. */
  moved: boolean
  /** Into how many it was split, from how many it was merged; else 1. */
  count: number
  language: Language
  textHtml: string
  /** Emphasis or links have changed, and no word. */
  sameWords: boolean
  href: string | null
}

interface Editions {
  rows: readonly Frozen[]
  before: readonly Frozen[]
  /** From `before` to `rows`. */
  lineage: readonly Line[]
  language: Language
  typesetter: Typesetter
  /** The page of the later edition, and of the earlier one. */
  href: string
  hrefBefore: string
}

/** Where one paragraph ends and another begins, in words that are compared as one: it is added by a split and goes with a merge. */
const BETWEEN = ' ¶ '

/** Everything in the order of the later edition, what was removed where it stood; what is the same is counted only. */
export function stretchesOf(editions: Editions): Stretch[] {
  const { rows, before, lineage, language } = editions
  const changes = new Map(differencesIn(rows, before, language, lineage).map((change) => [change.row.segment_id, change]))
  const moved = new Set(listMoved(before.map(({ segment_id }) => segment_id), rows.map(({ segment_id }) => segment_id)))
  const spoken = spokenIn([...changes.values()])
  const stretches: Stretch[] = []
  for (const row of inOneOrder(rows, before, moved)) {
    const change = changes.get(row.segment_id)
    const isMoved = moved.has(row.segment_id)
    if (spoken.has(row.segment_id)) continue
    if (!change && !isMoved) countSame(stretches)
    else stretches.push({ kind: 'change', change: changeOf(row, change, isMoved, editions) })
  }
  return stretches
}

/** Told with another paragraph: the later parts of a split one, and what went into another. */
function spokenIn(changes: readonly Change<Frozen>[]): Set<Id> {
  return new Set(changes.flatMap(({ row, shape }) => [...shape?.then ?? [], ...shape?.now ?? []]
    .map(({ segment_id }) => segment_id).filter((id) => id !== row.segment_id)))
}

function countSame(stretches: Stretch[]): void {
  const last = stretches.at(-1)
  if (last?.kind === 'same') last.count += 1
  else stretches.push({ kind: 'same', count: 1 })
}

/** The later edition with what only the earlier one has after what stood before it there, and still stands in its place. */
function inOneOrder(rows: readonly Frozen[], before: readonly Frozen[], moved: ReadonlySet<Id>): Frozen[] {
  const now = new Set(rows.map(({ segment_id }) => segment_id))
  const after = new Map<Id | null, Frozen[]>()
  let last: Id | null = null
  for (const row of before) {
    if (moved.has(row.segment_id)) continue
    if (now.has(row.segment_id)) last = row.segment_id
    else after.set(last, [...after.get(last) ?? [], row])
  }
  return [...after.get(null) ?? [], ...rows.flatMap((row) => [row, ...after.get(row.segment_id) ?? []])]
}

function changeOf(row: Frozen, change: Change<Frozen> | undefined, moved: boolean, editions: Editions): ComparedChange {
  const what = change?.what ?? 'moved'
  const count = what === 'merged' ? change?.shape?.then.length : change?.shape?.now.length
  const href = what === 'removed' ? editions.hrefBefore : editions.href
  return {
    number: row.position + 1, what, moved: moved && what !== 'moved', count: count ?? 1, language: row.language,
    ...wordsOf(row, change, editions), href: row.kind === 'rule' ? null : `${href}#p-${row.segment_id}`,
  }
}

function wordsOf(
  row: Frozen, change: Change<Frozen> | undefined, { language, typesetter }: Editions,
): Pick<ComparedChange, 'textHtml' | 'sameWords'> {
  const alone = { textHtml: row.kind === 'code' ? textHtml(row.text) : typesetter.html(row.text, row.language), sameWords: false }
  const { old: before, shape } = change ?? {}
  const [then, now] = shape ? [shape.then, shape.now] : change?.what === 'changed' && before ? [[before], [row]] : [[], []]
  // Words of two languages are not compared.
  if (then.length === 0 || new Set([...then, ...now].map((one) => one.language)).size > 1) return alone
  const [plainThen, plainNow] = [then, now].map((some) => some.map((one) => plainOf(one, typesetter)).join(BETWEEN))
  const sameWords = plainThen === plainNow && !shape
  const [old = '', next = ''] = sameWords ? [then, now].map((some) => some.map(({ text }) => text).join(BETWEEN)) : [plainThen, plainNow]
  const { t } = speak(language)
  const said = { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere') }
  return { textHtml: viewDiff(old, next, row.language, said).changesHtml, sameWords }
}

function plainOf({ kind, text, language }: Frozen, { plain }: Typesetter): string {
  return kind === 'code' ? text : plain(text, language)
}
