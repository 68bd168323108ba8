import type { Response } from 'express'
import { findApprovedSpelling } from '../articles/spellings.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { spacedBetween } from '../text/put-in.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Asker } from './afterwards.ts'
import { readAids, type Aids } from './aids.ts'
import { livePair } from './live-pair.ts'
import { addressOf, wordsIn, type ParagraphPlace } from './asked.ts'
import { fieldOf } from './fields.ts'
import { findingJson } from './findings.ts'
import { readUndo } from './fix-back.ts'
import { focusPage, type FocusPage, type FocusWanted, type Spelling } from './focus.ts'
import { printOffer } from './offers.ts'
import { oldTextOf } from './origins.ts'
import { readPast } from './past.ts'
import { readParagraph, type ParagraphReading } from './reading.ts'
import { readRemoved, removedPage, type RemovedPage } from './removed.ts'

const showFocus = definePage<FocusPage>('translations/focus')
const showRemoved = definePage<RemovedPage>('translations/removed')

/** `fill`: what the field begins with instead of what is stored; a number is that of a match. `fixed`: what would take a fix back. */
export type FocusAsked = Omit<FocusWanted, 'typed' | 'undo' | 'spelling' | 'aids' | 'pair' | 'found' | 'offer'> & {
  fill?: 'original' | 'spelling' | 'old' | 'machine' | number | { term: Id } | null
  fixed?: string | undefined
}

/** One paragraph's own page; with somebody's words where a form was refused. */
export async function answerFocus(
  { db, actor, at, machine }: Asker & { at: ParagraphPlace }, response: Response, { fill, fixed, ...asked }: FocusAsked, status = 200,
): Promise<void> {
  const removed = await readRemoved(db, actor, at, wordsIn(response))
  if (removed) return showRemoved(response, removedPage(removed, await readPast(db, actor, at), asked.compared ?? null), { status })
  const reading = await readParagraph(db, actor, at, wordsIn(response))
  const past = await readPast(db, actor, at)
  const spelling = await spellingOf(db, at, reading)
  const told = { words: wordsIn(response), lang: viewLocals(response).lang }
  const aids = reading.around.writer === null ? null : await readAids(db, reading, machine, told)
  const taken = aids && takenFrom(aids, fill, reading)
  const text = fill === 'original' ? reading.one.source?.text : fill === 'spelling' ? spelling?.text : taken?.text
  const typed = fill === 'old' ? oldTextOf(reading, at.segment) : text === undefined ? undefined : { text }
  const pair = aids && await livePair(db, reading)
  const { findings, mayAddWords } = reading.around
  const found = (findings.get(at.segment) ?? []).map((one) => findingJson(response, one, mayAddWords ? at.language : null))
  const undo = await readUndo(db, reading, fixed)
  const page = focusPage(reading, past, { ...asked, typed, undo, spelling, aids, pair, found, offer: taken?.offer ?? null })
  await showFocus(response, page, { status })
}

/** The words of a match or of a machine that are put into the field, and what names them; a term goes behind what stands there. */
function takenFrom(
  { matches, terms, machine }: Aids, fill: FocusAsked['fill'], { one, around }: ParagraphReading,
): { text: string; offer: string | null } | null {
  if (fill === 'machine') return machine?.suggestion ?? null
  if (typeof fill === 'object' && fill) {
    const [word] = terms.find(({ id }) => id === fill.term)?.preferred ?? []
    const { value } = fieldOf(one, around)
    return word === undefined ? null : { text: value + spacedBetween(value, word, ''), offer: null }
  }
  const match = matches.find(({ n }) => n === fill)
  return match ? { text: match.text, offer: match.unit ? printOffer({ unit: match.unit, score: match.score }) : null } : null
}

/** How an author's name or role was approved elsewhere, unless these are the words here already. */
async function spellingOf(db: Db, at: ParagraphPlace, { one }: ParagraphReading): Promise<Spelling | null> {
  if (one.kind !== 'author_name' && one.kind !== 'author_role') return null
  const known = await findApprovedSpelling(db, at.article, at.segment, at.language)
  if (!known || known.text === (one.draft?.text ?? one.approved?.text)) return null
  return { text: known.text, href: known.article ? addressOf({ article: known.article, language: at.language }) : null }
}
