import assert from 'node:assert/strict'
import { confirmProposal, reviewSubmission } from '../src/reviews/actions.ts'
import { headOf } from '../src/segments/model.ts'
import { restoreRevision, saveDraft, sendSubmission } from '../src/translations/actions.ts'
import { withdrawSubmission } from '../src/translations/withdrawing.ts'
import type { Act } from './article-acts.ts'
import { outcomeOf, type Page, type Play } from './article-play.ts'
import type { Became } from './article-wholes.ts'
import type { Outcome, Spoken } from './oracle-texts.ts'

type Somebody = Play['people'][number]

/** Types words, sends what was typed, or both. */
export async function write(play: Play, somebody: Somebody, one: Act, page: Page): Promise<Became> {
  const { oracle } = play
  const { person } = somebody
  const { language } = one
  const { paragraph, seen } = page
  if (one.kind === 'send') return [await send(play, somebody, page, seen.version), oracle.send(person, paragraph, language, seen)]
  const words = wordsFor(play, one, page)
  const expected = paragraph.type(person, language, words, seen, one.kind === 'still fits')
  const version = paragraph.look(language, person.name).version
  const typed = await outcomeOf(type(play, somebody, page, { text: words, fits: one.kind === 'still fits' }))
  if (one.kind === 'type' || typed !== 'done' || expected !== 'done') return [typed, expected]
  // Sent on the page that saved it: what stands there now was seen.
  return [await send(play, somebody, page, version), oracle.send(person, paragraph, language, { ...seen, version })]
}

export async function restore(
  { db, article, oracle }: Play, { actor, person }: Somebody, { language, nth }: Act, { paragraph, facts }: Page,
): Promise<Became | null> {
  const texts = paragraph.sides[language].texts
  const old = texts[nth % Math.max(1, texts.length)]
  if (!old || !oracle.isHere(paragraph)) return null
  const revisions = await db.selectFrom('revision').select(['id', 'text']).where('segment_id', '=', facts.segment).where('language', '=', language).execute()
  const revision = revisions.find(({ text }) => text === old.words)?.id ?? assert.fail()
  const expected = paragraph.restore(person, language, old)
  const actual = restoreRevision(db, actor, { article, language, segment: facts.segment, revision, message: '' })
  return [await outcomeOf(actual.then(() => 'done')), expected]
}

/** Decides on what the page showed, confirms it, or takes it back. */
export async function settle(play: Play, { actor, person }: Somebody, one: Act, page: Page): Promise<Became | null> {
  const { db } = play
  const { paragraph, seen, facts: { proposal, source, approved, segment } } = page
  if (!seen.proposal || !proposal) return null
  const { language, minor } = one
  const shown = { revision: proposal.revision, source: source?.revision ?? null, approved: approved?.revision ?? null }
  if (one.kind === 'take back') {
    const expected = paragraph.withdraw(person, language, seen)
    return [await outcomeOf(withdrawSubmission(db, actor, proposal.submission, [proposal.id]).then(() => 'done')), expected]
  }
  if (one.kind === 'confirm') {
    const expected = paragraph.confirm(person, language, seen, minor)
    return [await outcomeOf(confirmProposal(db, actor, proposal.id, shown, minor).then(() => 'done')), expected]
  }
  const text = one.verdict === 'edit' ? language === 'uk' ? one.words : minor ? play.words.requote(proposal.text) : play.words.edit(proposal.text) : ''
  const verdict = one.verdict === 'edit' ? { outcome: 'edit' as const, text } : one.verdict === 'return' ? { outcome: 'return' as const, reason: one.words }
    : { outcome: 'approve' as const }
  const expected = paragraph.decide(person, language, seen, one.verdict === 'edit' ? { words: text } : one.verdict, minor)
  const review = reviewSubmission(db, actor, proposal.submission, [{ proposal: proposal.id, shown, minor, ...verdict }])
  return [await outcomeOf(review.then(({ moved }) => moved.includes(segment) ? 'moved' : 'done')), expected]
}

/** What fits still are the approved words, or those that were returned. */
function wordsFor({ words: made }: Play, { kind, language, words }: Act, { seen, paragraph }: Page): string {
  const { approved, returned, proposal } = paragraph.sides[language]
  if (kind === 'still fits') return ((proposal ? null : returned) ?? approved)?.text.words ?? words
  return language === 'uk' ? words : made.edit(seen.approved?.words ?? '')
}

async function type(
  { db, article }: Play, { actor }: Somebody, { facts, seen }: Page, words: { text: string; fits: boolean },
): Promise<Outcome> {
  const language: Spoken = facts.language === 'en' ? 'en' : 'uk'
  const shown = { base: headOf(facts)?.revision ?? null, source: facts.source?.revision ?? null, version: seen.version }
  const { saved } = await saveDraft(db, actor, { article, language, segment: facts.segment, shown, ...words })
  return saved === null ? 'moved' : saved === 'nothing' ? 'nothing' : 'done'
}

function send({ db, article }: Play, { actor }: Somebody, { facts: { segment, language } }: Page, version: number): Promise<Outcome> {
  const sent = sendSubmission(db, actor, { article, language, message: '', drafts: [{ segment, version, anyway: true }] })
  return outcomeOf(sent.then(({ submission, skipped }) =>
    submission ? 'done' : ['unchanged', 'no_draft'].includes(skipped[0]?.why ?? '') ? 'nothing' : 'moved'))
}
