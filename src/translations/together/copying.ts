import type { Id, Language } from '../../db/columns.ts'
import type { Db, Tx } from '../../db/schema.ts'
import { transact } from '../../db/transact.ts'
import { AppError } from '../../errors.ts'
import type { Actor } from '../../people/model.ts'
import { headOf, type SegmentFacts } from '../../segments/model.ts'
import { typographyKey } from '../../text/fold.ts'
import { markOf, type Shown } from '../model.ts'
import { printSame } from '../offers.ts'
import { saveDraftRow } from '../store.ts'
import { factsFor, openForDrafts, type Place } from '../writing.ts'
import type { Changed, Outcome } from './model.ts'
import { listArticlesOf } from './same-store.ts'
import { readEach, saySame, wordsOf, type Twin } from './same.ts'
import { changeDraft } from './store.ts'

/** A paragraph that is to have the text, and what its row showed. */
export interface Target extends Shown {
  segment: Id
}

/**
 * Puts a paragraph's words into other paragraphs with the same original, as one's own drafts: wherever nothing changed since that was
 * shown. Throws `moved_on` where the words to be put there are not those of the `mark` any more.
 */
export async function copyToTwins(
  db: Db, actor: Actor, { segment, mark, targets, ...place }: Place & { segment: Id; mark: string; targets: readonly Target[] },
): Promise<Outcome> {
  return transact(db, async (tx) => {
    const article = await openForDrafts(tx, actor, place)
    const one = (await factsFor(tx, article, place.language, actor, [segment])).get(segment)
    const words = one ? wordsOf(one) : null
    if (!one?.source || words === null || markOf(words) !== mark) throw new AppError('moved_on')
    const twins = await openTwins(tx, actor, { language: place.language, source: article.source_language }, targets)
    const outcome: Outcome = { changed: [], skipped: [] }
    for (const target of targets) {
      const twin = twins.get(target.segment)
      const done = twin && isAsShown(twin.facts, target, one) ? await putWords(tx, actor, twin, { words, from: segment }) : null
      if (done) outcome.changed.push(done)
      else outcome.skipped.push({ segment: target.segment, why: twin ? 'moved' : 'gone' })
    }
    return outcome
  })
}

/** Each of these paragraphs that is one of an article in which the actor may write the same language. */
async function openTwins(
  tx: Tx, actor: Actor, { language, source }: { language: Language; source: Language }, targets: readonly Target[],
): Promise<Map<Id, Twin>> {
  const places = await listArticlesOf(tx, targets.map(({ segment }) => segment))
  for (const article of new Set(places.map((place) => place.article))) {
    const { source_language } = await openForDrafts(tx, actor, { article, language })
    if (source_language !== source) throw new AppError('invalid', { article })
  }
  return new Map((await readEach(tx, actor, { language, source }, places)).map((twin) => [twin.facts.segment, twin]))
}

function isAsShown(facts: SegmentFacts, { base, source, version }: Shown, one: SegmentFacts): boolean {
  const { draft } = facts
  return (headOf(facts)?.revision ?? null) === base && (facts.source?.revision ?? null) === source && (draft?.version ?? 0) === version
    && facts.segment !== one.segment && facts.source !== null && one.source !== null
    && typographyKey(facts.source.text) === typographyKey(one.source.text)
}

/** Null where they stand there already. */
async function putWords(
  tx: Tx, actor: Actor, { article, facts }: Twin, { words, from }: { words: string; from: Id },
): Promise<Changed | null> {
  const { segment, language, draft } = facts
  const key = { segment, language, person: actor.id }
  if (saySame(wordsOf(facts), words)) return null
  const [offer, version] = [printSame(from, words), (draft?.version ?? 0) + 1]
  if (draft) {
    // What it was begun over stays as it was: a text that came meanwhile is still told of.
    if (!await changeDraft(tx, key, { text: words, over: draft.version, offer })) return null
  } else {
    const [base, source] = [headOf(facts)?.revision ?? null, facts.source?.revision ?? null]
    await saveDraftRow(tx, key, { text: words, base, source, version, descendsFrom: null, offer })
  }
  return { segment, article, version, before: draft?.text ?? null, after: words, offer: draft?.offer ?? null }
}
