import type { Response } from 'express'
import { findApprovedSpelling } from '../articles/spellings.ts'
import type { Db } from '../db/schema.ts'
import { definePage } from '../web/page.ts'
import type { Sender } from './afterwards.ts'
import { addressOf, wordsIn, type ParagraphPlace } from './asked.ts'
import { focusPage, type FocusPage, type FocusWanted, type Spelling } from './focus.ts'
import { oldTextOf } from './origins.ts'
import { readPast } from './past.ts'
import { readParagraph, type ParagraphReading } from './reading.ts'
import { readRemoved, removedPage, type RemovedPage } from './removed.ts'

const showFocus = definePage<FocusPage>('translations/focus')
const showRemoved = definePage<RemovedPage>('translations/removed')

/** `fill`: what the field begins with instead of what is stored. */
export type FocusAsked = Omit<FocusWanted, 'typed' | 'spelling'> & { fill?: 'original' | 'spelling' | 'old' | null }

/** One paragraph's own page; with somebody's words where a form was refused. */
export async function answerFocus(
  { db, actor, at }: Sender & { at: ParagraphPlace }, response: Response, { fill, ...asked }: FocusAsked, status = 200,
): Promise<void> {
  const removed = await readRemoved(db, actor, at, wordsIn(response))
  if (removed) return showRemoved(response, removedPage(removed, await readPast(db, at), asked.compared ?? null), { status })
  const reading = await readParagraph(db, actor, at, wordsIn(response))
  const past = await readPast(db, at)
  const spelling = await spellingOf(db, at, reading)
  const text = fill === 'original' ? reading.one.source?.text : fill === 'spelling' ? spelling?.text : undefined
  const typed = fill === 'old' ? oldTextOf(reading, at.segment) : text === undefined ? undefined : { text }
  await showFocus(response, focusPage(reading, past, { ...asked, typed, spelling }), { status })
}

/** How an author's name or role was approved elsewhere, unless these are the words here already. */
async function spellingOf(db: Db, at: ParagraphPlace, { one }: ParagraphReading): Promise<Spelling | null> {
  if (one.kind !== 'author_name' && one.kind !== 'author_role') return null
  const known = await findApprovedSpelling(db, at.article, at.segment, at.language)
  if (!known || known.text === (one.draft?.text ?? one.approved?.text)) return null
  return { text: known.text, href: known.article ? addressOf({ article: known.article, language: at.language }) : null }
}
