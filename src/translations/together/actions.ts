import type { Id, Language } from '../../db/columns.ts'
import type { Db, Tx } from '../../db/schema.ts'
import { transact } from '../../db/transact.ts'
import type { Actor } from '../../people/model.ts'
import { openForDrafts } from '../writing.ts'
import { placesIn, replaceIn, type Chosen, type Outcome, type OwnDraft, type Wish } from './model.ts'
import { changeDraft, dropDraft, findOwnDrafts } from './store.ts'

/** A draft, and at which of its places the words are to be replaced. */
export interface ChosenPlaces extends Chosen {
  starts: ReadonlySet<number>
}

/** Replaces words in several of one's drafts at once, at the chosen places of those that are still as they were shown. */
export async function replaceInDrafts(
  db: Db, actor: Actor, { language, wish, chosen }: { language: Language; wish: Wish; chosen: readonly ChosenPlaces[] },
): Promise<Outcome> {
  return transact(db, async (tx) => {
    const drafts = await openDrafts(tx, actor, language, chosen)
    const outcome: Outcome = { changed: [], skipped: [] }
    for (const { segment, version, starts } of chosen) {
      const draft = drafts.get(segment)
      if (draft?.version !== version) {
        outcome.skipped.push({ segment, why: draft ? 'moved' : 'gone' })
        continue
      }
      const places = placesIn(draft.text, draft.kind, wish).free.filter(({ start }) => starts.has(start))
      const after = replaceIn(draft.text, places, wish)
      if (after === null) outcome.skipped.push({ segment, why: 'unusable' })
      else if (after !== draft.text) await change(tx, { segment, language, person: actor.id }, { draft, after }, outcome)
    }
    return outcome
  })
}

async function change(
  tx: Tx, key: { segment: Id; language: Language; person: Id }, { draft, after }: { draft: OwnDraft; after: string }, outcome: Outcome,
): Promise<void> {
  const { segment, article, version, text } = draft
  const done = await changeDraft(tx, key, { text: after, over: version })
  if (done) outcome.changed.push({ segment, article, version: version + 1, before: text, after })
  else outcome.skipped.push({ segment, why: 'moved' })
}

/** A draft as a change left it, and what stood there before: null for nothing. */
export interface PutBack extends Chosen {
  text: string | null
  /** Where those words were taken from; without, as it is now. */
  offer?: string | null
}

/** Takes such a change back: drafts get their words back, and those that the change began are gone, wherever nothing changed since. */
export async function putBack(
  db: Db, actor: Actor, { language, drafts }: { language: Language; drafts: readonly PutBack[] },
): Promise<Outcome> {
  return transact(db, async (tx) => {
    const known = await openDrafts(tx, actor, language, drafts)
    const outcome: Outcome = { changed: [], skipped: [] }
    for (const { segment, version, text, offer } of drafts) {
      const key = { segment, language, person: actor.id }
      const draft = known.get(segment)
      const words = { over: version, ...offer === undefined ? {} : { offer } }
      const done = text === null ? await dropDraft(tx, key, version) : await changeDraft(tx, key, { ...words, text })
      const now = { segment, article: draft?.article ?? '', version: version + 1, before: draft?.text ?? null, after: text ?? '' }
      if (done) outcome.changed.push(now)
      else outcome.skipped.push({ segment, why: draft ? 'moved' : 'gone' })
    }
    return outcome
  })
}

/** The drafts by segment, if the actor may write in every article that they belong to. */
async function openDrafts(tx: Tx, actor: Actor, language: Language, chosen: readonly Chosen[]): Promise<Map<Id, OwnDraft>> {
  const drafts = await findOwnDrafts(tx, { person: actor.id, language }, chosen.map(({ segment }) => segment))
  for (const article of new Set([...drafts.values()].map((one) => one.article))) await openForDrafts(tx, actor, { article, language })
  return drafts
}
