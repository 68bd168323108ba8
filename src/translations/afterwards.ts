import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import type { Machine } from '../machine/machine.ts'
import type { Actor } from '../people/model.ts'
import type { Site } from '../web/site.ts'
import { addressOf } from './asked.ts'
import { inverseOf, printFixes } from './fixes.ts'
import { keepReturned } from './keeping.ts'
import { pageHref, type Done } from './pages.ts'
import type { Kept } from './posting.ts'
import { reopenFinding } from './reasons.ts'
import { findNext, isLong, readArticle } from './reading.ts'
import type { Act, Sheet, ShownEdit } from './sheet.ts'
import { suggestFor } from './suggesting.ts'
import { giveUpReturn, withdrawSubmission } from './withdrawing.ts'
import type { Place } from './writing.ts'

export type Sender = Pick<Site, 'db'> & { actor: Actor; at: Place }

/** Accepts a reviewer's edit: what reviews does, put here by whoever puts the rooms together. */
export type ConfirmEdit = (db: Db, actor: Actor, proposal: Id, shown: ShownEdit) => Promise<string>

/** With the machine that the site asks, if there is one. */
export type Asker = Sender & { machine: Machine | null }

export type SheetSender = Asker & { confirm: ConfirmEdit }

/** Does what a button asks for that sends nothing; where to look then. */
export async function doOther(sender: SheetSender, act: Act, sheet: Sheet, { count }: Kept): Promise<string> {
  const { db, actor, at } = sender
  if (act.do === 'recall') {
    const { segments } = await withdrawSubmission(db, actor, act.submission)
    return `${pageHref(addressOf(at), { show: sheet.show, done: 'withdrawn', count: segments.length })}#send`
  }
  if (act.do === 'rest') {
    const kept = await keepReturned(db, actor, at, sheet.returned.filter(({ submission }) => submission === act.submission))
    return `${pageHref(addressOf(at), { show: sheet.show, done: 'kept', count: kept })}#send`
  }
  if (!('segment' in act)) return `${pageHref(addressOf(at), { show: sheet.show, ...savedAs(count) })}#send`
  const from = act.segment
  if (act.do === 'reopen') await reopenFinding(sender, act)
  if (act.do === 'suggest') await suggestFor(sender, { ...at, segment: from })
  const confirmed = act.do === 'confirm' ? await sender.confirm(db, actor, act.edit.proposal, act.edit) : null
  const gone = act.do !== 'withdraw' && act.do !== 'give_up' || await leaveParagraph(sender, act.do, from)
  // Words typed over what was shown are saved as they are.
  const stays = act.do !== 'again' && act.do !== 'fix' && act.do !== 'unfix' || !sheet.fields.some(({ segment, changed }) => segment === from && changed)
  const done = confirmed === 'passed' ? 'passed' : gone && stays ? DONE_BY[act.do] : 'saved'
  return hrefAfter(sender, sheet, { ...done === 'saved' ? savedAs(count) : { done, count: 1 }, from, on: act.do === 'next' || act.do === 'fits' || act.do === 'again' })
}

function savedAs(count: number): { done: Done; count: number } {
  return { done: count > 0 ? 'saved' : 'nothing', count }
}

const DONE_BY = {
  next: 'saved', stay: 'saved', fits: 'saved', again: 'kept', fix: 'fixed', unfix: 'unfixed', match: 'offered', term: 'offered', meant: 'meant', reopen: 'reopened', merged: 'merged', discard: 'discarded', copy: 'copied', old: 'taken', spelling: 'filled', machine: 'offered', suggest: 'suggested', drop: 'dropped', send: 'sent',
  give_up: 'given_up', withdraw: 'withdrawn', confirm: 'confirmed',
} as const

/** Takes a paragraph back from review, or gives up what was returned; false when somebody's own draft of it goes first. */
async function leaveParagraph({ db, actor, at }: Sender, how: 'withdraw' | 'give_up', segment: Id): Promise<boolean> {
  const { facts: [facts] } = await readArticle(db, actor, { ...at, segments: [segment] }, { added: '', removed: '' })
  if (how === 'withdraw') {
    if (!facts?.proposal) throw new AppError('moved_on')
    await withdrawSubmission(db, actor, facts.proposal.submission, [facts.proposal.id])
    return true
  }
  if (!facts?.returned) throw new AppError('moved_on')
  if (facts.draft) return false
  await giveUpReturn(db, actor, { ...at, segment, decision: facts.returned.decision })
  return true
}

function filledBy(act: Act): string {
  if (act.do === 'term') return `term${act.term}`
  return act.do === 'match' ? `match${act.n}` : act.do === 'machine' ? 'machine' : 'spelling'
}

/** What puts the words back that a fix took the place of, where an address has room for it. */
function undoOf({ act, fields }: Sheet): { undo?: string } {
  const field = act.do === 'fix' ? fields.find(({ segment }) => segment === act.segment) : undefined
  if (act.do !== 'fix' || !field || 'problem' in field.cleaned) return {}
  const undo = printFixes(act.segment, inverseOf(field.cleaned.text, act.fixes), 'unfix')
  return undo === null || undo.length > LONGEST_UNDO ? {} : { undo }
}

const LONGEST_UNDO = 1500

/** The page to go on with, at the next paragraph that asks for the person or at the same. */
export async function hrefAfter({ db, actor, at }: Sender, sheet: Sheet, { done, count, from, on }: {
  done: Done; count: number; from: Id; on: boolean
}): Promise<string> {
  const address = addressOf(at)
  const to = on ? await findNext(db, actor, { ...at, segment: from }, sheet.show) : from
  const copy = done === 'copied' ? { copy: from } : done === 'taken' ? { old: from } : done === 'filled' || done === 'offered' ? { fill: filledBy(sheet.act) } : done === 'fixed' ? undoOf(sheet) : {}
  if (sheet.view === 'one' && to) return pageHref(`${address}/segments/${to}`, { done, count, ...copy })
  const long = to !== null && await isLong(db, at.article)
  return `${pageHref(address, { show: sheet.show, done, count, ...long ? { at: to } : {}, ...copy })}#${to ? `p-${to}` : 'send'}`
}
