import { MOST_SEGMENTS, type Article } from '../articles/model.ts'
import { findOpenArticle } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findOutline } from '../segments/store.ts'
import { clearMessage, findSendDraft, saveSendDraft } from '../translations/sending-store.ts'
import { findEarlierText, findSourceDraft, saveSourceDraft } from './draft-store.ts'
import type { Choice, Choices } from './model.ts'

/** A whole text as it was typed, over the version of the draft that was shown; 0 where there was none. */
interface TypedText {
  text: string
  version: number
  /** Does it take the place of what was there as a whole? Then that one can be gone back to. */
  instead?: boolean
}

/** Keeps somebody's own text of an original; returns the version. Throws `moved_on` over a newer one. The same again is nothing new. */
export async function keepSourceText(db: Db, actor: Actor, article: Id, { text, version, instead = false }: TypedText): Promise<number> {
  return transact(db, async (tx) => {
    await mayChange(tx, actor, article)
    const draft = await findSourceDraft(tx, article, actor.id)
    // The same words, saved by the page itself a moment ago, are no other text.
    if (draft?.text === text) return draft.version
    const { outline = await findOutline(tx, article), choices = {} } = draft ?? {}
    if (text.trim() !== '') return saveSourceDraft(tx, article, actor.id, { text, choices, outline, version }, { typed: !instead })
    // Whoever empties the field may want back what was there.
    if (draft) await saveSourceDraft(tx, article, actor.id, { text: '', choices, outline, version })
    return 0
  })
}

/** Keeps what was chosen on a plan; what the page did not show stays as it was chosen. Throws `moved_on` over a newer draft. */
export async function keepChosen(
  db: Db, actor: Actor, { id: article, source_language: language }: Article, { text, choices, version, message }: {
    text: string; choices: Choices; version: number; message: string
  },
): Promise<{ choices: Choices; version: number }> {
  return transact(db, async (tx) => {
    await mayChange(tx, actor, article)
    const place = { article, language }
    const sending = await findSendDraft(tx, place, actor.id)
    if (sending.message !== message) await saveSendDraft(tx, place, actor.id, { ...sending, message })
    const draft = await findSourceDraft(tx, article, actor.id)
    if ((draft?.version ?? 0) !== version) throw new AppError('moved_on', { article })
    const kept = addChoices(draft?.choices ?? {}, choices)
    if (JSON.stringify(kept) === JSON.stringify(draft?.choices ?? {})) return { choices: kept, version }
    const row = { text: draft?.text ?? text, choices: kept, outline: draft?.outline ?? await findOutline(tx, article), version }
    return { choices: kept, version: await saveSourceDraft(tx, article, actor.id, row, { typed: true }) }
  })
}

/** Gives one's own text up; it can be gone back to. */
export async function discardSourceDraft(db: Db, actor: Actor, article: Id, version: number): Promise<void> {
  await transact(db, async (tx) => {
    await mayChange(tx, actor, article)
    if (await findSourceDraft(tx, article, actor.id) === null) return
    await saveSourceDraft(tx, article, actor.id, { text: '', choices: {}, outline: await findOutline(tx, article), version })
  })
}

/** Goes back to the text that another one took the place of, or that was discarded; that other one can be gone back to then. */
export async function goBack(db: Db, actor: Actor, article: Id, version: number): Promise<void> {
  await transact(db, async (tx) => {
    await mayChange(tx, actor, article)
    const earlier = await findEarlierText(tx, article, actor.id)
    const draft = await findSourceDraft(tx, article, actor.id)
    if (earlier === null) throw new AppError('moved_on', { article })
    const { choices = {}, outline = await findOutline(tx, article) } = draft ?? {}
    await saveSourceDraft(tx, article, actor.id, { text: earlier, choices, outline, version })
  })
}

/** The message was sent with the change. */
export async function forgetMessage(db: Db, actor: Actor, { id, source_language: language }: Article): Promise<void> {
  await transact(db, (tx) => clearMessage(tx, { article: id, language }, actor.id))
}

async function mayChange(tx: Tx, actor: Actor, article: Id): Promise<void> {
  authorize(actor, 'source.write', (await findOpenArticle(tx, article)).source_language)
}

/** More than the longest article can ask for. Beyond it what was chosen first gives way. */
const MOST_CHOICES = 3 * MOST_SEGMENTS

function addChoices(before: Choices, choices: Choices): Choices {
  const isChosen = ({ as, minor, leave }: Choice) => as !== undefined || minor !== undefined || leave === true
  return Object.fromEntries(Object.entries({ ...before, ...choices }).filter(([, choice]) => isChosen(choice)).slice(-MOST_CHOICES))
}
