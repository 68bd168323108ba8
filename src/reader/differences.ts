import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Line } from '../editions/model.ts'
import { speak } from '../i18n/voice.ts'
import { viewDiff, type DiffView } from '../reviews/diff-view.ts'
import { isInStep } from '../segments/states.ts'
import { textHtml } from '../text/diff-html.ts'
import type { BehindNotice } from '../web/frame.ts'
import type { Shown } from './body.ts'
import type { PageHead } from './head.ts'
import type { Lag } from './lags.ts'
import type { Frozen } from './model.ts'
import type { Typesetter } from './typesetter.ts'

/** What a translation does not say as its original does, paragraph by paragraph; both as published. */
export interface DifferencesPage {
  head: PageHead
  title: string
  language: Language
  article: string
  behind: BehindNotice | null
  /** Why there is nothing to show: it agrees, or it agrees with the original of a day, or there is nothing to compare it with. */
  empty: 'agrees' | 'agreed' | 'itself' | null
  agreedAt: Timestamp | null
  originalPublished: boolean
  differences: Difference[]
  removed: Difference[]
}

/** `/reader/_difference` */
export interface Difference {
  segment: Id
  kind: Lag['kind']
  /** Of the paragraph in the translation; null where it has none. */
  number: number | null
  /** Of the paragraphs of the translation that the original split this one off, or that it merged this one into. */
  cameOf: readonly number[]
  wentInto: number | null
  original: {
    language: Language
    /** What was and what is; null where one of them is not known to readers. */
    diff: DiffView | null
    /** The words that readers can have, where there is no diff. */
    textHtml: string | null
    /** Nothing but emphasis or links has changed. */
    sameWords: boolean
    missing: 'neverPublished' | 'neverPublishedGone' | 'notYet' | 'withdrawn' | null
    href: string | null
  }
  own: { language: Language; textHtml: string; href: string } | null
}

/** A text that some edition of the original has or had, which readers can still look up. */
type PastWords = Pick<Frozen, 'segment_id' | 'hash' | 'substance' | 'text'>

interface Compared {
  rows: readonly Frozen[]
  shown: readonly Shown[]
  lags: readonly Lag[]
  /** Null where it is not published. */
  original: { rows: readonly Frozen[]; href: string } | null
  /** The newest first. */
  past: readonly PastWords[]
  /** What the original's editions did to the translation's paragraphs. */
  lineage: readonly Line[]
  language: Language
  typesetter: Typesetter
  href: string
}

/** Each paragraph that lags, in the order of the original; what is there no longer, in that of the translation. */
export function differencesIn(compared: Compared): Pick<DifferencesPage, 'differences' | 'removed'> {
  const { rows, lags, original } = compared
  const places = new Map((original?.rows ?? rows).map(({ segment_id }, at) => [segment_id, at]))
  const own = new Map(rows.map(({ segment_id }, at) => [segment_id, at]))
  const byPlace = (of: ReadonlyMap<Id, number>) => (a: Lag, b: Lag) => (of.get(a.segment) ?? 0) - (of.get(b.segment) ?? 0)
  const gone = lags.filter(({ kind }) => kind === 'removed').toSorted(byPlace(own))
  const there = lags.filter(({ kind }) => kind !== 'removed').toSorted(byPlace(places))
  return { differences: there.map((lag) => differenceOf(lag, compared)), removed: gone.map((lag) => differenceOf(lag, compared)) }
}

function differenceOf({ segment, kind }: Lag, compared: Compared): Difference {
  const { rows, shown, lineage, href } = compared
  const placeOf = (id: Id) => rows.findIndex(({ segment_id }) => segment_id === id)
  const at = placeOf(segment)
  const parents = lineage.filter(({ segment_id, role }) => segment_id === segment && role === 'split').map((line) => placeOf(line.from_segment_id) + 1)
  const heir = lineage.find(({ from_segment_id, role }) => from_segment_id === segment && role === 'join')
  const into = heir ? placeOf(heir.segment_id) : -1
  const passage = shown.find((one) => one.segment === segment)
  return {
    segment, kind, number: at === -1 ? null : at + 1, cameOf: parents, wentInto: into === -1 ? null : into + 1,
    original: originalOf(segment, kind, rows[at], compared),
    own: passage ? { language: passage.language, textHtml: passage.kind === 'code' ? textHtml(passage.text) : passage.textHtml, href: `${href}#p-${segment}` } : null,
  }
}

function originalOf(segment: Id, kind: Lag['kind'], row: Frozen | undefined, { original, past, language, typesetter }: Compared): Difference['original'] {
  const now = original?.rows.find(({ segment_id }) => segment_id === segment)
  const then = row && madeFrom(row, past)
  const said = now ?? then
  const html = said && ((now ?? row)?.kind === 'code' ? textHtml(said.text) : typesetter.html(said.text, language))
  const bare = { language, diff: null, textHtml: html ?? null, sameWords: false, href: now && original ? `${original.href}#p-${segment}` : null }
  if (kind === 'added') return { ...bare, missing: null }
  if (!original) return { ...bare, textHtml: null, missing: 'withdrawn' }
  if (!now) return { ...bare, missing: then ? null : 'neverPublishedGone' }
  if (row && isInStep({ hash: row.source_hash, substance: row.substance }, now)) return { ...bare, missing: 'notYet' }
  if (!then) return { ...bare, missing: 'neverPublished' }
  return { ...bare, ...compareWords(then.text, now.text, language, typesetter), missing: null }
}

/** As readers see the words; as they were typed where only marks have changed. */
function compareWords(then: string, now: string, language: Language, { plain }: Typesetter): Pick<Difference['original'], 'diff' | 'sameWords'> {
  // Said in the language of what is compared, as the whole of it is.
  const { t } = speak(language)
  const words = { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere') }
  const sameWords = plain(then, language) === plain(now, language)
  const [old, next] = sameWords ? [then, now] : [plain(then, language), plain(now, language)]
  return { diff: viewDiff(old, next, language, words), sameWords }
}

/** The very text it was made from, else the newest that says the same. */
function madeFrom({ segment_id, source_hash: hash, substance }: Frozen, past: readonly PastWords[]): PastWords | undefined {
  const own = past.filter((text) => text.segment_id === segment_id)
  return own.find((text) => text.hash === hash) ?? own.find((text) => isInStep({ hash, substance }, text))
}
