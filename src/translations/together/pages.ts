import type { Title } from '../../articles/store.ts'
import type { Id, Language } from '../../db/columns.ts'
import { diffHtml } from '../../text/diff-html.ts'
import { diffTexts } from '../../text/diff.ts'
import type { Span } from '../../text/prose.ts'
import type { Judged } from '../../quality/model.ts'
import { findingViews, type FindingView } from '../findings.ts'
import { OPTIONS, queryOf, SCOPES, type Asked, type Scope } from './forms.ts'
import type { Outcome, Standing, Unchanged } from './model.ts'
import { MOST_DRAFTS, type Hit, type Plan } from './plan.ts'

type DiffWords = { added: string; removed: string }

/** Where a page stands: an article in a language. */
export interface Around {
  address: string
  language: Language
  title: Title
  words: DiffWords
}

export interface ReplacePage extends Omit<Around, 'words'> {
  find: string
  put: string
  options: { name: (typeof OPTIONS)[number]; on: boolean }[]
  scope: Scope
  scopes: { name: Scope; current: boolean }[]
  problem: 'required' | 'too_long' | 'invalid' | null
  /** Null before anything was looked for. */
  plan: PlanView | null
  /** Drafts that a replacement got its words back from. */
  back: number | null
}

/** `_replace-plan`. */
export interface PlannedPage extends ReplacePage {
  plan: PlanView
}

/** `_told`: what checks say, with no answers asked for. */
export type ToldFindings = readonly FindingView[]

interface PlanView {
  rows: PlanRow[]
  from: number
  to: number
  total: number
  /** Is there a place that can be replaced? */
  possible: boolean
  after: Id | null
  next: string | null
  /** How many drafts are looked through, where there are more. */
  most: number | null
}

interface PlanRow extends DraftPlace {
  version: number
  places: { start: number; changesHtml: string }[]
  held: number
  more: number
  findings: FindingView[]
}

export interface DraftPlace {
  segment: Id
  number: number
  href: string
  title: Title | null
}

export function replacePage(
  { words, ...around }: Around, { wish, scope, problem, after }: Asked, plan: Plan | null, back: number | null,
): ReplacePage {
  return {
    ...around, find: wish.find, put: wish.put, options: OPTIONS.map((name) => ({ name, on: wish[name] })),
    scope, scopes: SCOPES.map((name) => ({ name, current: name === scope })),
    problem: problem ?? null, back, plan: plan && planView(plan, { words, ...around }, { wish, scope, after }),
  }
}

function planView(plan: Plan, { address, language, words }: Around, asked: Pick<Asked, 'wish' | 'scope' | 'after'>): PlanView {
  const { hits, total, passed, last, isCut, titles } = plan
  return {
    rows: hits.map((hit) => planRow(hit, { language, words, put: asked.wish.put, titles })),
    from: passed + 1, to: passed + hits.length, total, possible: hits.some(({ free }) => free.length > 0), after: asked.after,
    next: last === null ? null : `${address}/replacements?${queryOf({ ...asked, after: last })}`, most: isCut ? MOST_DRAFTS : null,
  }
}

function planRow({ draft, free, held, more, findings }: Hit, { language, words, put, titles }: {
  language: Language; words: DiffWords; put: string; titles: Plan['titles']
}): PlanRow {
  return {
    ...draftPlace(draft, language, titles), version: draft.version, held, more, findings: viewsOf(draft.segment, findings),
    places: free.map((place) => ({ start: place.start, changesHtml: placeHtml(draft.text, place, put, words) })),
  }
}

export function draftPlace(
  { segment, article, position }: Omit<Standing, 'source'>, language: Language, titles: Plan['titles'],
): DraftPlace {
  return {
    segment, number: position + 1, href: `/desk/articles/${article}/languages/${language}/segments/${segment}`, title: titles.get(article) ?? null,
  }
}

function viewsOf(segment: Id, findings: readonly Judged[]): FindingView[] {
  return findingViews(segment, findings)
}

const AROUND = 60

/** A place among the words around it, whole words compared. */
function placeHtml(text: string, { start, end }: Span, put: string, words: DiffWords): string {
  const [from, to] = [start - (/[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(Math.max(0, start - AROUND), start))?.[0].length ?? 0),
    end + (/^[\p{L}\p{M}\p{N}]*/u.exec(text.slice(end, end + AROUND))?.[0].length ?? 0)]
  const [cutBefore, cutBehind] = [from > AROUND, to + AROUND < text.length]
  const before = cutBefore ? `… ${text.slice(from - AROUND, from).replace(/^\S*\s/, '')}` : text.slice(0, from)
  const behind = cutBehind ? `${text.slice(to, to + AROUND).replace(/\s\S*$/, '')} …` : text.slice(to)
  const changed = `${text.slice(from, start)}${put}${text.slice(end, to)}`
  const same = (piece: string) => piece === '' ? [] : [{ kind: 'same' as const, text: piece }]
  return diffHtml({
    shape: 'words', added: 1, removed: 1,
    changes: [
      ...same(before), { kind: 'removed', text: text.slice(from, to) },
      ...changed === '' ? [] : [{ kind: 'added' as const, text: changed }], ...same(behind),
    ],
  }, words)
}

/** What became of several drafts, and the way back. */
export interface ChangedPage extends Omit<Around, 'words'> {
  what: 'replaced' | 'copied' | 'back'
  rows: (DraftPlace & { changesHtml: string; findings: FindingView[] })[]
  skipped: (DraftPlace & { why: Unchanged })[]
  /** Where the form that takes it back goes, and what it names. */
  action: string
  back: { segment: Id; version: number; text: string | null; offer: string | null }[]
  /** What goes on from here. */
  next: string | null
}

export function changedPage(
  { words, ...around }: Around, { changed, skipped }: Outcome,
  { what, action, standing, findings, titles, next }: Pick<ChangedPage, 'what' | 'action' | 'next'> & {
    standing: ReadonlyMap<Id, Standing>; findings: ReadonlyMap<Id, readonly Judged[]>; titles: Plan['titles']
  },
): ChangedPage {
  const { language } = around
  const placed = (segment: Id) => draftPlace(standing.get(segment) ?? { segment, article: '', position: -1 }, language, titles)
  return {
    ...around, what, action, next,
    rows: changed.map(({ segment, before, after }) => ({
      ...placed(segment), changesHtml: diffHtml(diffTexts(before ?? '', after, language), words), findings: viewsOf(segment, findings.get(segment) ?? []),
    })),
    skipped: skipped.map(({ segment, why }) => ({ ...placed(segment), why })),
    back: what === 'back' ? [] : changed.map(({ segment, version, before, offer }) =>
      ({ segment, version, text: before, offer: offer === undefined || before === null ? null : offer ?? '' })),
  }
}

