import { LONGEST_SEGMENT } from '../articles/model.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import type { Actor } from '../people/model.ts'
import { cleanText } from '../text/clean.ts'
import { saveDrafts, type Saved, type TypedWords } from './actions.ts'
import { applyFixes } from './fixes.ts'
import { mergeShown, withBeginnings, type Fault } from './merging.ts'
import type { Conflict } from './model.ts'
import { findSendDraft, saveSendDraft } from './sending-store.ts'
import type { Sheet, TypedField } from './sheet.ts'
import type { Place } from './writing.ts'

export interface Kept {
  /** What was saved, by segment. */
  saved: Map<Id, Saved>
  faults: Fault[]
  /** How many drafts were stored. */
  count: number
}

/**
 * Whatever button was pressed, everything typed is saved first: each paragraph that differs from what was shown, and the one whose
 * button it was. What could not be saved is named, with the words.
 */
export async function keepTyped(db: Db, actor: Actor, place: Place, sheet: Sheet): Promise<Kept> {
  const merged = await mergeShown(db, actor, place, sheet)
  const settled = new Set([...merged.words, ...merged.faults].map(({ segment }) => segment))
  const wanted = sheet.fields.flatMap((field) => settled.has(field.segment) ? [] : wantedOf(field, sheet.act))
  const texts = [...merged.words, ...wanted.flatMap(({ words }) => words ?? [])]
  const saved = await saveDrafts(db, actor, place, texts)
  const fields = new Map(sheet.fields.map((field) => [field.segment, field]))
  const faults = [
    ...merged.faults, ...wanted.flatMap(({ fault }) => fault ?? []),
    ...[...saved].flatMap(([segment, one]) => one.saved === null ? [conflictOf(fields.get(segment), segment, one.conflict)] : []),
  ]
  if (sheet.problem === null) await keepSending(db, actor, place, sheet)
  return { saved, faults: await withBeginnings(db, place.language, faults, fields), count: [...saved.values()].filter((one) => one.saved === 'draft').length }
}

function conflictOf(field: TypedField | undefined, segment: Id, conflict: Conflict): Fault {
  return { segment, typed: field?.typed ?? '', conflict, from: field?.shown.from ?? field?.shown.base ?? undefined }
}

interface Wanted {
  words?: TypedWords
  fault?: Fault
}

function wantedOf({ segment, typed, cleaned, shown, changed, offer }: TypedField, act: Sheet['act']): Wanted[] {
  const pressed = 'segment' in act && act.segment === segment ? act.do : null
  if (pressed === 'drop') return []
  if (pressed === 'discard') return [{ words: { segment, text: '', shown } }]
  if ('problem' in cleaned) return [{ fault: { segment, typed, problem: cleaned.problem } }]
  // Over words typed meanwhile a fix would fall into another place: they are saved, and looked at anew.
  if ((act.do === 'fix' || act.do === 'unfix') && act.segment === segment && !changed) {
    const fixed = cleanText(applyFixes(cleaned.text, act.fixes), { max: LONGEST_SEGMENT })
    return 'problem' in fixed ? [{ fault: { segment, typed, problem: fixed.problem } }] : [{ words: { segment, text: fixed.text, shown } }]
  }
  const meant = changed || pressed === 'next' || pressed === 'stay' || pressed === 'fits' || pressed === 'again' || pressed === 'send'
  // A draft that says on purpose what stood there before stays until its words are changed.
  const keeps = !changed && shown.version > 0
  return meant ? [{ words: { segment, text: cleaned.text, shown, ...offer === undefined ? {} : { offer }, fits: pressed === 'fits' || pressed === 'again' || keeps } }] : []
}

/** The message to the reviewer, and which drafts are not to be sent, stay until they are sent. */
async function keepSending(db: Db, actor: Actor, place: Place, { message, offered, chosen, act }: Sheet): Promise<void> {
  const before = await findSendDraft(db, place, actor.id)
  const sent = act.do === 'send' ? act.segment : null
  const unchosen = offered.length === 0 ? before.unchosen : new Set(offered.filter((one) => !chosen.has(one) && one !== sent))
  const after = { message: message ?? before.message, unchosen }
  if (after.message === before.message && unchosen.symmetricDifference(before.unchosen).size === 0) return
  await transact(db, (tx) => saveSendDraft(tx, place, actor.id, after))
}
