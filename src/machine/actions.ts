import type { Id, Language } from '../db/columns.ts'
import { now } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { LONGEST_SEGMENT } from '../articles/model.ts'
import { findOpenArticle } from '../articles/store.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { SourceText } from '../segments/model.ts'
import { cleanText } from '../text/clean.ts'
import type { Machine } from './machine.ts'
import { MachineFailure, monthOf, type Answered, type Asked, type Suggestion } from './model.ts'
import { findKnown, insertSuggestion, settleSpending, spend } from './store.ts'

/** A paragraph for which somebody wants a suggestion, and what stands around it in the original. */
export interface Wanted extends Pick<Asked, 'before' | 'after' | 'glossary'> {
  article: Id
  segment: Id
  from: Language
  language: Language
  source: SourceText
}

/** The same question is put once, however often somebody presses. */
const asked = new WeakMap<Machine, Map<string, Promise<Suggestion>>>()

/** A machine's words for a paragraph: those it made of this original before, or new ones. Throws `MachineFailure`. */
export async function suggest(db: Db, actor: Actor, machine: Machine, wanted: Wanted): Promise<Suggestion> {
  authorize(actor, 'translation.write', wanted.language)
  await findOpenArticle(db, wanted.article)
  const { segment, language, source: { revision, hash } } = wanted
  const known = await findKnown(db, { segment, language, engine: machine.name, hash })
  if (known) return known
  const open = asked.get(machine) ?? new Map<string, Promise<Suggestion>>()
  asked.set(machine, open)
  const key = `${segment} ${language} ${revision}`
  const answer = open.get(key) ?? askAnew(db, actor, machine, wanted).finally(() => open.delete(key))
  open.set(key, answer)
  return answer
}

/** The machine is asked between two transactions: however long it takes, nobody waits for it. */
async function askAnew(db: Db, actor: Actor, machine: Machine, wanted: Wanted): Promise<Suggestion> {
  const { article, segment, language, source } = wanted
  const { from, glossary, before, after } = wanted
  const question: Asked = { text: source.text, from, to: language, glossary, before, after }
  machine.refuseNow()
  const month = monthOf(now())
  const weight = machine.weigh(question)
  if (!await transact(db, (tx) => spend(tx, month, weight, machine.budget))) throw new MachineFailure('spent')
  const { text, characters } = await askOrPayBack(db, machine, question, { month, weight })
  return transact(db, async (tx) => {
    await settleSpending(tx, month, characters - weight)
    const suggestion = await insertSuggestion(tx, {
      segment_id: segment, language, source_revision_id: source.revision, engine: machine.name, text, person_id: actor.id, characters,
      created_at: now(),
    })
    const details = { article, language, engine: machine.name, characters }
    await record(tx, { actor: actor.id, act: 'suggestion.made', subject: `segment:${segment}`, details })
    return suggestion
  })
}

/** What came to nothing costs nothing. */
async function askOrPayBack(
  db: Db, machine: Machine, question: Asked, { month, weight }: { month: string; weight: number },
): Promise<Answered> {
  try {
    const { text, characters } = await machine.ask(question)
    const cleaned = cleanText(text, { max: LONGEST_SEGMENT })
    if ('problem' in cleaned) throw new MachineFailure('unreadable', cleaned.problem)
    if (cleaned.text === '') throw new MachineFailure('empty')
    return { text: cleaned.text, characters }
  } catch (error) {
    await transact(db, (tx) => settleSpending(tx, month, -weight))
    throw error
  }
}
