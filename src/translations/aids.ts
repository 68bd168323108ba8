import { listTitles } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { readGlossary } from '../glossary/reading.ts'
import type { GlossaryTerm } from '../glossary/model.ts'
import type { Machine } from '../machine/machine.ts'
import { filesOf, type MemoryFile } from '../memory/imports-store.ts'
import { findMatches } from '../memory/matches.ts'
import type { Match } from '../memory/model.ts'
import { namesOf } from '../people/store.ts'
import type { Context } from '../quality/judging.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { diffHtml, textHtml } from '../text/diff-html.ts'
import { diffTexts } from '../text/diff.ts'
import { readProse, spanIn, type Span } from '../text/prose.ts'
import { bandOf, type Band } from './bands.ts'
import type { ParagraphReading } from './reading.ts'
import { readMachine, type MachineView } from './suggesting.ts'
import { termsIn } from './term-index.ts'

/** What stands beside the paragraph in hand: how the same or the like was translated, and the terms of its original. */
export interface Aids {
  segment: Id
  source: Language
  language: Language
  matches: MatchView[]
  terms: TermView[]
  /** Where the memory is searched in this direction. */
  lookUp: string
  /** The original with its terms marked; null where it has none. */
  originalHtml: string | null
  /** Null where the site asks no machine. */
  machine: MachineView | null
}

interface MatchView {
  /** Counted from 1, as its key. */
  n: number
  unit: number | null
  score: number
  band: Band
  kind: Match['kind']
  /** Null where no words of it were approved here. */
  origin: 'own' | 'approval' | 'approvals' | null
  /** How the original of the match differs from this one; null where it does not. */
  changesHtml: string | null
  /** What it offers: with this original's numbers, where those differ. */
  text: string
  textHtml: string
  isAdapted: boolean
  by: string
  at: string | null
  /** Where it was brought in from. */
  files: readonly MemoryFile[]
  article: { title: string; language: Language; href: string } | null
}

interface TermView {
  n: number
  id: Id
  /** As it stands in the original. */
  words: string
  /** What the memory has with this word. */
  lookUp: string
  preferred: readonly string[]
  allowed: readonly string[]
  forbidden: readonly string[]
  definition: string
  note: string
  speech: string
}

/** How changes are said, and in which language people are named. */
interface Told {
  words: { added: string; removed: string }
  lang: Language
}

const MOST_MATCHES = 5
const MOST_TERMS = 20

/** A fixed number of questions to the database; nothing for a paragraph of the original itself, or without an approved original. */
export async function readAids(
  db: Db, { one, before, after, around, context }: ParagraphReading, machine: Machine | null, told: Told,
): Promise<Aids> {
  const { source, language } = around
  const empty: Aids = { segment: one.segment, source, language, matches: [], terms: [], lookUp: lookUpIn(source, language, ''), originalHtml: null, machine: null }
  if (!one.source || source === language) return empty
  const text = one.source.text
  const matches = await findMatches(db, {
    text, from: source, to: language, before: before?.source?.text ?? '', after: after?.source?.text ?? '', segment: one.segment, limit: MOST_MATCHES,
  })
  const offered = matches.filter(({ origin, target }) => origin !== 'own' || target !== headOf(one)?.text)
  return {
    ...empty, matches: await viewsOf(db, offered, { text, source, language, ...told }),
    ...await termsOf(db, one, context),
    machine: await readMachine(db, machine, one),
  }
}

async function viewsOf(db: Db, matches: readonly Match[], { text, source, language, words, lang }: Told & {
  text: string; source: Language; language: Language
}): Promise<MatchView[]> {
  const names = await namesOf(db, matches.flatMap(({ approvedBy }) => approvedBy ?? []), lang)
  const files = await filesOf(db, matches.flatMap(({ imports }) => imports), lang)
  const titles = await listTitles(db, [...new Set(matches.flatMap(({ article }) => article ?? []))], source)
  return matches.map((match, i) => {
    const diff = diffTexts(match.source, text, source)
    const { text: offered, changed } = match.adapted ?? { text: match.target, changed: match.gaps }
    const title = titles.get(match.article ?? '')
    return {
      n: i + 1, unit: match.unit, score: match.score, band: bandOf(match.score), kind: match.kind, origin: originOf(match),
      changesHtml: diff.shape === 'same' ? null : diffHtml(diff, words),
      text: offered, textHtml: markedHtml(offered, changed),
      isAdapted: match.adapted !== null, by: match.saidBy ?? names.get(match.approvedBy ?? '') ?? '', at: match.approvedAt,
      files: match.imports.flatMap((id) => files.get(id) ?? []),
      article: match.article && title ? {
        title: title.text, language: title.language, href: `/desk/articles/${match.article}/languages/${language}/segments/${match.segment ?? ''}`,
      } : null,
    }
  })
}

function originOf({ origin, kind }: Match): MatchView['origin'] {
  if (origin === 'import') return null
  return kind === 'assembled' ? 'approvals' : origin
}

/** A text with some of its parts marked. */
function markedHtml(text: string, parts: readonly Span[]): string {
  let at = 0
  const pieces = parts.toSorted((a, b) => a.start - b.start).map(({ start, end }) => {
    const piece = `${textHtml(text.slice(at, start))}<mark>${textHtml(text.slice(start, end))}</mark>`
    at = end
    return piece
  })
  return pieces.join('') + textHtml(text.slice(at))
}

async function termsOf(db: Db, one: SegmentFacts, { terms, from, to }: Context): Promise<Pick<Aids, 'terms' | 'originalHtml'>> {
  const text = one.source?.text ?? ''
  const prose = readProse(text)
  const places = terms?.inOriginal(prose.words) ?? []
  if (places.length === 0) return { terms: [], originalHtml: null }
  const known = new Map(termsIn(await readGlossary(db), places.map(({ term }) => term.id)).map((term) => [term.id, term]))
  const shown = new Map<Id, TermView>()
  for (const { term, start, end } of places) {
    const full = known.get(term.id)
    if (!full || shown.has(term.id) || shown.size >= MOST_TERMS) continue
    shown.set(term.id, termView(full, { words: prose.words.slice(start, end), n: shown.size + 1, from, to }))
  }
  return { terms: [...shown.values()], originalHtml: markedHtml(text, places.map((place) => spanIn(prose, place))) }
}

function termView(
  { id, variants, definitions, note }: GlossaryTerm, { words, n, from, to }: Pick<TermView, 'words' | 'n'> & { from: Language; to: Language },
): TermView {
  const own = variants.filter(({ language }) => language === to)
  const named = (status: string) => own.filter((one) => one.status === status).map(({ text }) => text)
  return {
    n, id, words, lookUp: lookUpIn(from, to, words), preferred: named('preferred'), allowed: named('allowed'), forbidden: named('forbidden'),
    definition: definitions[to] ?? definitions[from] ?? '', note, speech: variants.find(({ language }) => language === from)?.speech ?? '',
  }
}

function lookUpIn(from: Language, to: Language, words: string): string {
  return `/desk/memory?${new URLSearchParams({ ...words === '' ? {} : { q: words }, languages: `${from}>${to}` }).toString()}`
}
