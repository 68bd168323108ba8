import type { Response } from 'express'
import { findOpenArticle } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { suggest } from '../machine/actions.ts'
import type { Machine } from '../machine/machine.ts'
import { MachineFailure, type Suggestion, type Why } from '../machine/model.ts'
import { findKnown } from '../machine/store.ts'
import { equivalentsIn } from '../machine/terms.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { loadFacts } from '../segments/facts.ts'
import { isTranslated, type SegmentFacts } from '../segments/model.ts'
import { listOutline } from '../segments/store.ts'
import { viewLocals } from '../web/locals.ts'
import { addressOf, type ParagraphPlace } from './asked.ts'
import { writingAbility } from './model.ts'
import { printSuggestion } from './offers.ts'

/** What a machine suggests beside a paragraph, or may be asked for. */
export interface MachineView {
  engine: string
  suggestion: { text: string; offer: string } | null
}

/** `_machine` */
export interface MachinePart {
  segment: Id
  language: Language
  machine: MachineView
}

interface Asking {
  db: Db
  actor: Actor
  machine: Machine | null
}

/** What a machine made of the original as it is now; null where the site asks none. */
export async function readMachine(
  db: Db, machine: Machine | null, { segment, language, source }: Pick<SegmentFacts, 'segment' | 'language' | 'source'>,
): Promise<MachineView | null> {
  if (!machine || !source) return null
  const known = await findKnown(db, { segment, language, engine: machine.name, hash: source.hash })
  return { engine: machine.name, suggestion: known ? { text: known.text, offer: printSuggestion(known.id) } : null }
}

/** Asks the machine for a paragraph of a translation, with the glossary's words and what stands around it. Throws `MachineFailure`. */
export async function suggestFor({ db, actor, machine }: Asking, { article: id, language, segment }: ParagraphPlace): Promise<Suggestion> {
  const { source_language: from } = await findOpenArticle(db, id)
  authorize(actor, writingAbility(from, language), language)
  if (!machine) throw new AppError('not_found', { article: id })
  const outline = (await listOutline(db, id)).filter(({ kind }) => isTranslated(kind))
  const at = outline.findIndex((row) => row.segment === segment)
  if (at < 0) throw new AppError('not_found', { segment })
  const near = outline.slice(Math.max(at - 1, 0), at + 2).map((row) => row.segment)
  const facts = await loadFacts(db, { article: id, source: from, language, segments: near })
  const textOf = (place: number) => facts.find((one) => one.segment === outline[place]?.segment)?.source
  const source = textOf(at)
  if (!source) throw new AppError('wrong_state', { segment })
  return suggest(db, actor, machine, {
    article: id, segment, from, language, source, glossary: await equivalentsIn(db, source.text, from, language),
    before: textOf(at - 1)?.text ?? '', after: textOf(at + 1)?.text ?? '',
  })
}

/** The same for a script, which then looks at the paragraph's page; why not, in words. */
export async function answerSuggested(asking: Asking, at: ParagraphPlace, response: Response): Promise<void> {
  try {
    await suggestFor(asking, at)
    response.json({ page: `${addressOf(at)}/segments/${at.segment}` })
  } catch (error) {
    if (!(error instanceof MachineFailure)) throw error
    response.status(statusOf(error.why)).json({ problem: viewLocals(response).t(`translations:notDone.machine_${error.why}`) })
  }
}

/** Of a failure of somebody else's service. */
function statusOf(why: Why): number {
  return why === 'spent' || why === 'busy' || why === 'paused' ? 429 : 503
}
