import type { Id } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { isAct, type Act, type LedgerRow } from '../ledger/model.ts'
import type { Actor } from '../people/model.ts'
import { aboutOf, subjectFor, type Known, type Subject } from './ledger-subjects.ts'
import { changeIn, codeIn, type Code, type ToldChange } from './ledger-codes.ts'
import { textsIn, toldBy, type Told } from './ledger-told.ts'

const SHOWN_OF_HASH = 12

export interface LedgerLine extends Omit<Told, 'changes'> {
  changes: readonly ToldChange[]
  /** Why it came to be, where the program itself says so; `reason` is then empty. */
  code: Code | null
  number: number
  at: string
  /** Null for what the program does by itself. */
  who: string | null
  act: Act | null
  /** The act as it is written, for one that this version has no words for. */
  written: string
  subject: Subject
  hash: string
}

/** The ids that the lines mention, to be looked up. */
export function mentionedIn(rows: readonly LedgerRow[]): { people: Id[]; submissions: Id[]; articles: Id[]; names: Id[] } {
  const about = rows.map(aboutOf)
  return {
    people: [...rows.map(({ actor }) => actor), ...about.flatMap(({ person }) => person ?? [])],
    submissions: about.flatMap(({ submission }) => submission ?? []),
    articles: about.flatMap(({ article }) => article ?? []),
    names: [
      ...about.flatMap(({ author, topic, term }) => author ?? topic ?? term ?? []),
      ...rows.flatMap((row) => textsIn(toldBy(row)).filter(isId)),
    ],
  }
}

export function lineOf(row: LedgerRow, known: Known, reader: Actor): LedgerLine {
  const told = toldBy(row)
  const code = codeIn(row.act, told.reason)
  const named = (words: readonly string[]) => words.flatMap((word) => known.names.get(word)?.text ?? (isId(word) ? [] : word))
  return {
    ...told,
    reason: code === null ? told.reason : null, code,
    changes: told.changes.map(({ what, before, after }) => changeIn(row.act, { what, before: named(before), after: named(after) })),
    number: row.number,
    at: row.at,
    who: row.actor === 'system' ? null : known.people.get(row.actor) ?? row.actor,
    act: isAct(row.act) ? row.act : null,
    written: row.act,
    subject: subjectFor(aboutOf(row), known, reader),
    hash: row.hash.slice(0, SHOWN_OF_HASH),
  }
}
