import type { Id, Language } from '../db/columns.ts'
import { isAct, ledgerHash, type Act, type LedgerRow } from '../ledger/model.ts'
import { can } from '../people/abilities.ts'
import { heldRights, readGrant, type Actor, type HeldRight } from '../people/model.ts'

export const LINES_PER_PAGE = 100
const SHOWN_OF_HASH = 12

export interface LedgerPage {
  lines: readonly LedgerLine[]
  /** The number of the first line, from below, that does not follow from those before it; null when all do. */
  fault: number | null
  newer: string | null
  older: string | null
}

export interface LedgerLine {
  number: number
  at: string
  /** Null for what the program does by itself. */
  who: string | null
  act: Act | null
  /** The act as it is written, for one that this version has no words for. */
  written: string
  subject: Subject
  /** What the act was about, as far as it is told in words. */
  language: Language | null
  edition: number | null
  paragraphs: number | null
  outcomes: readonly { outcome: Outcome; count: number }[]
  /** All that a person may do after this act. */
  rights: readonly HeldRight[] | null
  hash: string
}

/** What was acted on: named where it has a name, linked where the reader of the page may go. */
interface Subject {
  name: string | null
  language: Language | null
  href: string | null
}

const OUTCOMES = ['approved', 'edited', 'confirmed', 'returned'] as const
type Outcome = (typeof OUTCOMES)[number]

/** What the lines speak of, by id. */
interface Known {
  people: ReadonlyMap<Id, string>
  /** The article of each submission. */
  submissions: ReadonlyMap<Id, Id>
  titles: ReadonlyMap<Id, { text: string; language: Language }>
}

/** The ids that the lines mention, to be looked up. */
export function mentionedIn(rows: readonly LedgerRow[]): { people: Id[]; submissions: Id[]; articles: Id[] } {
  const about = rows.map(subjectOf)
  return {
    people: [...rows.map(({ actor }) => actor), ...about.flatMap(({ person }) => person ?? [])],
    submissions: about.flatMap(({ submission }) => submission ?? []),
    articles: about.flatMap(({ article }) => article ?? []),
  }
}

/** Where the lines shown stand in the whole: the newest they could hold, the line before the last of them, and the end of the ledger. */
interface Place {
  newest: number
  older: LedgerRow | undefined
  head: { number: number; hash: string }
}

/** A page of lines, newest first. */
export function ledgerPage(rows: readonly LedgerRow[], place: Place, known: Known, reader: Actor): LedgerPage {
  const { newest, older, head } = place
  const above = newest + LINES_PER_PAGE
  return {
    lines: rows.map((row) => lineOf(row, known, reader)),
    fault: findFault(rows, place),
    newer: newest >= head.number ? null : above >= head.number ? '/desk/ledger' : `/desk/ledger?before=${above + 1}`,
    older: older ? `/desk/ledger?before=${older.number + 1}` : null,
  }
}

/** Recomputes the hashes of the lines and their tie to the line before them and, for the newest, to the end of the ledger. */
function findFault(rows: readonly LedgerRow[], { newest, older, head }: Place): number | null {
  let previous = { number: older?.number ?? 0, hash: older?.hash ?? '' }
  for (const row of rows.toReversed()) {
    const follows = row.number === previous.number + 1 && row.previous_hash === previous.hash
    if (!follows || row.hash !== ledgerHash(row)) return previous.number + 1
    previous = row
  }
  if (previous.number !== newest) return previous.number + 1
  return newest === head.number && previous.hash !== head.hash ? newest : null
}

function lineOf(row: LedgerRow, known: Known, reader: Actor): LedgerLine {
  const told = toldOf(row)
  return {
    number: row.number,
    at: row.at,
    who: row.actor === 'system' ? null : known.people.get(row.actor) ?? row.actor,
    act: isAct(row.act) ? row.act : null,
    written: row.act,
    subject: subjectFor(subjectOf(row), known, reader),
    language: text(told['language']) ?? null,
    edition: count(told['number']),
    paragraphs: count(told['segments']) ?? (Array.isArray(told['revisions']) ? told['revisions'].length : null),
    outcomes: outcomesIn(told['results']),
    rights: rightsIn(told['grants']),
    hash: row.hash.slice(0, SHOWN_OF_HASH),
  }
}

interface About {
  person?: Id
  article?: Id | undefined
  submission?: Id | undefined
  /** The language of an edition. */
  editions?: Language | undefined
  site?: true
}

function subjectOf(row: LedgerRow): About {
  const [kind, id = ''] = row.subject.split(':')
  const told = toldOf(row)
  switch (kind) {
    case 'person': return { person: id }
    case 'article': return { article: id }
    case 'submission': return { submission: id }
    case 'proposal': return { submission: text(told['submission']) }
    case 'edition': return { article: text(told['article']), editions: text(told['language']) }
    default: return { site: true }
  }
}

function subjectFor({ person, article, submission, editions }: About, { people, submissions, titles }: Known, reader: Actor): Subject {
  if (person !== undefined) {
    return { name: people.get(person) ?? person, language: null, href: can(reader, 'people.manage') ? `/desk/people#person-${person}` : null }
  }
  const of = article ?? submissions.get(submission ?? '')
  if (of === undefined) return { name: null, language: null, href: can(reader, 'settings.change') ? '/desk/settings' : null }
  const title = titles.get(of)
  const href = submission !== undefined ? `/desk/submissions/${submission}`
    : editions === undefined ? `/desk/articles/${of}` : `/desk/articles/${of}/languages/${editions}/editions`
  return { name: title?.text ?? of, language: title?.language ?? null, href }
}

function rightsIn(grants: unknown): readonly HeldRight[] | null {
  if (!Array.isArray(grants)) return null
  return heldRights(grants.filter((grant) => typeof grant === 'string').map(readGrant).filter((grant) => grant !== null))
}

function outcomesIn(results: unknown): LedgerLine['outcomes'] {
  const decided = (Array.isArray(results) ? results : []).map((pair: unknown): unknown => Array.isArray(pair) ? pair[1] : undefined)
  const counts = OUTCOMES.map((outcome) => ({ outcome, count: decided.filter((one) => one === outcome).length }))
  return counts.filter((one) => one.count > 0)
}

/** The details of a line; nothing when they are not what the program writes. */
function toldOf({ details }: LedgerRow): Record<string, unknown> {
  try {
    const told: unknown = JSON.parse(details)
    return typeof told === 'object' && told !== null ? { ...told } : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function count(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
