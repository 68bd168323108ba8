import { putAway } from '../src/articles/archive-actions.ts'
import { transact } from '../src/db/transact.ts'
import { publishEdition, restoreEdition, withdrawEdition } from '../src/editions/actions.ts'
import { scheduleEditions } from '../src/editions/schedule-actions.ts'
import { changeAccess, invitePerson } from '../src/people/actions.ts'
import { writeSettings } from '../src/people/settings.ts'
import { changeSettings } from '../src/people/settings-actions.ts'
import { replaceNames } from '../src/people/store.ts'
import type { NewMark } from '../src/quality/marks.ts'
import { returnSubmission } from '../src/reviews/actions.ts'
import { keepChoices } from '../src/reviews/drafts.ts'
import { restoreRevision } from '../src/translations/actions.ts'
import { saveSendDraft } from '../src/translations/sending-store.ts'
import { reportMistake } from './corrections.ts'
import { bringTexts, nameEverything, segment, translateTexts, turning, type Texts } from './hostile-texts.ts'
import { packs, WRITABLE } from './payloads.ts'
import { approveOriginal, blocksOf, decideStructure, paragraph, sendBlocks } from './originals.ts'
import { publishNew, type Brought } from './readers.ts'
import { newMember, type TestSite } from './site.ts'
import { factsIn, newArticle, reviewAll, shownOf, submit, translateAll, type as typeIn } from './world.ts'

const LONGEST_NOTE = 2000
const LONGEST_REASON = 500
const LONGEST_NAME = 120
const NOTES = packs(LONGEST_NOTE)
const ACCEPTED = { missing: 0, behind: 0 }
const note = turning(NOTES)
/** A text that differs from every other. */
const text = (mark: string) => `${mark} ${note()}`

const mark = (): NewMark => ({ category: 'style', severity: 'minor', words: '', comment: note() })

/** Every payload in every way of writing: texts, names, messages, reasons, notes, and what is kept for later. */
export async function writeEverywhere(site: TestSite): Promise<Texts> {
  await transact(site.db, (tx) => writeSettings(tx, { corrections: true, qualityMarks: true }))
  const texts = await bringTexts(site)
  await translateTexts(site, texts)
  await nameEverything(site)
  for (const siteText of ['mission', 'contacts', 'about'] as const) {
    await publishNew(site, 'en', [segment('title', WRITABLE[0]?.text ?? ''), ...NOTES.map((text) => segment('paragraph', text))], siteText)
  }
  for (const text of NOTES) await writeAround(site, text)
  await leaveUnfinished(site)
  await reshape(site)
  await nameAround(site)
  await site.publicationChanged()
  return texts
}

/** An edition with a note and a correction, brought back, planned, withdrawn; an article put away: each with a reason. */
async function writeAround(site: TestSite, words: string): Promise<void> {
  const { db, world: { ed } } = site
  const brought = await publishNew(site, 'en', ['Around', 'It rained.'])
  const { article } = brought
  await change(site, brought, 'corrected')
  await publishEdition(db, ed, { article, language: 'en', accepted: ACCEPTED, note: words, correction: words })
  await reportMistake(site, { article, segment: brought.segments[1] ?? '', language: 'en', shown: 'It rained.', text: words, remark: words })
  await restoreEdition(db, ed, { article, language: 'en', number: 1, reason: words })
  await change(site, brought, 'planned')
  await scheduleEditions(db, ed, [{ article, language: 'en', accepted: ACCEPTED, note: words, correction: words }], tomorrow())
  const gone = await publishNew(site, 'en', ['Gone', 'It rained.'])
  await withdrawEdition(db, ed, { article: gone.article, language: 'en', reason: words })
  for (const to of ['trash', 'archive'] as const) await putAway(db, ed, { article: (await newArticle(site.world, 'en', [words, words])).article, to, reason: words })
}

async function change({ db, world: { ed, rev } }: TestSite, { article, segments }: Brought, mark: string): Promise<void> {
  const desk = { article, source: 'en', language: 'en' }
  await submit(db, ed, desk, { [segments[1] ?? '']: text(mark) })
  await reviewAll(db, rev, desk)
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

/** Drafts, choices of a reviewer not sent, a message not sent, a whole submission returned, an old text put back. */
async function leaveUnfinished(site: TestSite): Promise<void> {
  const { db, world: { ada, bob, rev } } = site
  const brought = await publishNew(site, 'en', ['Unfinished', ...NOTES])
  const desk = { ...brought, language: 'uk' }
  const [title = '', first = '', second = '', third = ''] = brought.segments
  await translateAll(site.world, desk, ['Не закінчено', ...NOTES.map(() => text('translated'))])
  const old = (await factsIn(db, brought.article, 'en', 'uk'))[1]?.approved?.revision ?? ''
  await submit(db, ada, desk, { [first]: text('edited'), [second]: text('edited') })
  const [kept, ...rest] = (await factsIn(db, brought.article, 'en', 'uk')).filter(({ proposal }) => proposal)
  if (!kept?.proposal) throw new Error('nothing waits')
  await returnSubmission(db, rev, kept.proposal.submission, note(), rest.map((one) => ({ ...shownOf(one), outcome: 'return', reason: note() })))
  await submit(db, bob, desk, { [third]: text('bob’s') })
  await reviewAll(db, rev, desk, (facts) => facts.segment === third
    ? { outcome: 'approve', marks: [{ ...mark(), words: facts.proposal?.text ?? '' }] } : { outcome: 'return', reason: note(), marks: [mark()] })
  await submit(db, ada, desk, { [first]: text('newer') })
  await reviewAll(db, rev, desk)
  await restoreRevision(db, ada, { ...desk, segment: first, revision: old, message: note() })
  await submit(db, ada, desk, { [second]: text('again') })
  const waiting = (await factsIn(db, brought.article, 'en', 'uk')).find(({ segment: id }) => id === second)
  if (!waiting?.proposal) throw new Error('nothing waits')
  await keepChoices(db, rev, waiting.proposal.submission, [{ ...shownOf(waiting), outcome: 'edit', text: text('kept'), reason: note(), minor: false, marks: [mark()], version: 0 }])
  await typeIn(db, ada, desk, title, WRITABLE[1]?.text ?? '')
  await transact(db, (tx) => saveSendDraft(tx, desk, ada.id, { message: note(), unchosen: new Set() }))
}

/** An original that changed as a whole, which readers of its translation are told; another structure was returned, and one waits. */
async function reshape(site: TestSite): Promise<void> {
  const { db, world: { ed, rev } } = site
  const brought = await publishNew(site, 'en', ['Reshaped', ...NOTES])
  const { article } = brought
  await translateAll(site.world, { ...brought, language: 'uk' }, ['Змінено', ...NOTES.map(() => text('translated'))])
  await publishEdition(db, ed, { article, language: 'uk', accepted: ACCEPTED })
  const turned = async () => {
    const [title, ...rest] = await blocksOf(db, ed, article)
    return [...title ? [title] : [], ...rest.toReversed()]
  }
  const [title, first, ...rest] = await turned()
  if (!title || !first) throw new Error('nothing to change')
  await sendBlocks(db, ed, article, [title, { ...first, text: `${first.text} ${text('edited')}` }, ...rest, paragraph(text('new'))])
  await approveOriginal(db, rev, article)
  await publishEdition(db, ed, { article, language: 'en', accepted: ACCEPTED, important: true })
  await sendBlocks(db, ed, article, (await turned()).slice(0, -1))
  await decideStructure(db, rev, article, 'returned')
  await sendBlocks(db, ed, article, [...(await turned()).slice(0, -1), paragraph(text('newest'))])
}

/** Names of those who work here in each language, and why somebody is kept out. */
async function nameAround(site: TestSite): Promise<void> {
  const { db, world: { ada, admin } } = site
  const nextName = turning(packs(LONGEST_NAME).map(inLine))
  await transact(db, (tx) => replaceNames(tx, ada.id, { uk: nextName(), en: nextName() }))
  for (const reason of packs(LONGEST_REASON)) {
    const { id } = await newMember(site, nextName(), ['translate:uk'])
    await changeAccess(db, admin, id, false, reason)
  }
}

/** One page of an invitation for each few payloads. */
export async function inviteEverybody({ db, world: { admin } }: TestSite): Promise<string[]> {
  const names = packs(LONGEST_NAME).map(inLine)
  const links = []
  for (const [at, name] of names.entries()) links.push(await invitePerson(db, admin, { name, email: `guest${at}@example.org`, grants: [] }))
  return links.map(({ token }) => `/invitations/${token}`)
}

/** Gives the site its next name, place and line below it in both languages, each with some payloads; false when all have been there. */
export function settingsOf(site: TestSite): () => Promise<boolean> {
  const left = packs(LONGEST_NAME).map(inLine)
  const some = () => ({ uk: left.shift() ?? 'Сайт', en: left.shift() ?? 'Site' })
  return async () => {
    if (left.length === 0) return false
    await changeSettings(site.db, site.world.admin, { name: some(), place: some(), tagline: some(), reviewPolicy: { uk: 'one', en: 'two' } })
    await site.publicationChanged()
    return true
  }
}

function inLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
