import { importArticle } from '../src/articles/actions.ts'
import { putAway } from '../src/articles/archive-actions.ts'
import type { NewSegment } from '../src/articles/model.ts'
import { storeImage } from '../src/assets/actions.ts'
import { transact } from '../src/db/transact.ts'
import { publishEdition, restoreEdition, withdrawEdition } from '../src/editions/actions.ts'
import { scheduleEditions } from '../src/editions/schedule-actions.ts'
import { changeAccess, invitePerson } from '../src/people/actions.ts'
import { writeSettings } from '../src/people/settings.ts'
import { keepChoices } from '../src/reviews/drafts.ts'
import { insertSubmission } from '../src/segments/proposals.ts'
import { saveSendDraft } from '../src/translations/sending-store.ts'
import { withdrawSubmission } from '../src/translations/withdrawing.ts'
import { changeOriginal, publish, publishNew, translate, withdraw, type Brought } from './readers.ts'
import { picture } from './pictures.ts'
import { newMember, type TestSite } from './site.ts'
import { factsIn, newArticle, reviewAll, shownOf, submit, type as typeIn } from './world.ts'

const WHOLE = { missing: 0, behind: 0 }
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

/** Gives the words to hide, and counts them. */
type Hide = (what: string) => string

/** What a round of hiding leaves behind: an article that readers have, addresses that are only planned, a picture nobody published. */
export interface Hidden {
  bridge: Brought
  planned: string[]
  hash: string
}

/** Something unpublished in every place where the site keeps words: some forty a round. */
export async function hideCanaries(site: TestSite, round: number, canary: Hide): Promise<Hidden> {
  const { db, world } = site
  const bridge = await publishNew(site, 'en', ['The quiet bridge', 'One.', 'Two.', 'Three.', 'Four.', 'Five.'])
  await translate(site, bridge, 'uk', ['Тихий міст', 'Один.', 'Два.', 'Три.', 'Чотири.', 'Пʼять.'])
  await publish(site, bridge, 'uk')
  await hideTexts(site, bridge, canary)
  await newArticle(world, 'en', [canary('the title of an unpublished article'), canary('an unpublished article')])
  await newArticle(world, 'en', [canary('the title of a waiting article'), canary('a waiting article')], false)
  const gone = await publishNew(site, 'en', [canary('a withdrawn article'), canary('its text')])
  await withdraw(site, gone, 'en')
  await hideWork(site, bridge, canary)
  const planned = [`canary-planned-${round}`, `canary-unpublished-${round}`] as const
  await hideEditions(site, planned[0], canary)
  const hash = await hideDetails(site, { slug: planned[1], seed: round + 7 }, canary)
  await invitePerson(db, world.admin, { name: canary('somebody invited'), email: `${canary('mail').replace(/\W+/g, '.')}@example.org`, grants: [] })
  await site.publicationChanged()
  return { bridge, planned: [...planned], hash }
}

/** Texts of a published article in every state before they are published. */
async function hideTexts(site: TestSite, bridge: Brought, canary: Hide): Promise<void> {
  const { db, world: { ada, bob, rev, sam, ed } } = site
  const desk = { ...bridge, language: 'uk' }
  const at = (n: number) => bridge.segments[n] ?? ''
  await submit(db, ada, desk, { [at(4)]: canary('an approved but unpublished translation') })
  await reviewAll(db, sam, desk)
  await typeIn(db, ada, desk, at(1), canary('a draft'))
  await submit(db, ada, desk, { [at(2)]: canary('a proposal') })
  await submit(db, bob, desk, { [at(3)]: canary('a returned text') })
  await transact(db, (tx) => writeSettings(tx, { qualityMarks: true }))
  await reviewAll(db, rev, desk, ({ segment }) => segment === at(3)
    ? { outcome: 'return', reason: canary('a reason to return'), marks: [{ category: 'style', severity: 'major', words: '', comment: canary('a mark') }] }
    : { outcome: 'edit', text: canary('an edit that waits') })
  await changeOriginal(site, bridge, { [at(5)]: canary('an approved but unpublished original') })
  await submit(db, ed, { ...bridge, language: 'en' }, { [at(1)]: canary('a proposed original') })
  await transact(db, (tx) => insertSubmission(tx, { article: bridge.article, language: 'uk', sender: ada.id, message: canary('a message') }))
}

/** What reviewers, senders and editors keep to themselves. */
async function hideWork({ db, world: { ada, bob, rev, ed } }: TestSite, article: Brought, canary: Hide): Promise<void> {
  const desk = { ...article, language: 'uk' }
  const [, , second = '', third = ''] = article.segments
  const waiting = (await factsIn(db, article.article, 'en', 'uk')).find(({ segment }) => segment === second)
  if (!waiting?.proposal) throw new Error('nothing waits')
  await keepChoices(db, rev, waiting.proposal.submission, [{
    ...shownOf(waiting), outcome: 'edit', text: canary('an edit not sent'), reason: canary('a reason not sent'), minor: false, version: 0,
    marks: [{ category: 'style', severity: 'minor', words: '', comment: canary('a mark not sent') }],
  }])
  await transact(db, (tx) => saveSendDraft(tx, desk, ada.id, { message: canary('a message not sent'), unchosen: new Set() }))
  const { submission } = await submit(db, bob, desk, { [third]: canary('a text taken back') })
  await withdrawSubmission(db, bob, submission ?? '')
  const { article: trashed } = await newArticle({ db, ed } as TestSite['world'], 'en', [canary('a title in the trash'), canary('a text in the trash')])
  await putAway(db, ed, { article: trashed, to: 'trash', reason: canary('a reason to put away') })
}

/** What is planned, noted or withdrawn around an article that readers have. */
async function hideEditions(site: TestSite, slug: string, canary: Hide): Promise<void> {
  const { db, world: { ed, admin } } = site
  const noted = await publishNew(site, 'en', ['The other bridge', 'It stood.'])
  const { article, segments: [title = '', text = ''] } = noted
  await changeOriginal(site, noted, { [title]: canary('a title withdrawn later'), [text]: canary('a text withdrawn later') })
  await publishEdition(db, ed, {
    article, language: 'en', accepted: WHOLE, note: canary('a note of an edition'), correction: canary('a correction withdrawn later'),
  })
  await withdrawEdition(db, ed, { article, language: 'en', reason: canary('a reason to withdraw') })
  await restoreEdition(db, ed, { article, language: 'en', number: 1, reason: canary('a reason to bring back') })
  await changeOriginal(site, noted, { [text]: canary('a planned text') })
  const planned = { article, language: 'en', slug, accepted: WHOLE, note: canary('a planned note'), correction: canary('a planned correction') }
  await scheduleEditions(db, ed, [planned], tomorrow())
  const suspended = await newMember(site, canary('somebody kept out'), ['translate:uk'])
  await changeAccess(db, admin, suspended.id, false, canary('a reason to suspend'))
}

/** An article with a picture and details, planned and published nowhere. Gives the hash of the picture. */
async function hideDetails({ db, world: { ed } }: TestSite, { slug, seed }: { slug: string; seed: number }, canary: Hide): Promise<string> {
  const { hash } = await storeImage(db, ed, 'en', await picture(700, 300, 'png', seed))
  const of = (kind: NewSegment['kind'], text: string, asset: string | null = null): NewSegment => ({ kind, level: 0, list: null, asset, text })
  const segments = [of('title', canary('a planned title')), of('author_name', canary('an author')), of('image', canary('the words of a picture'), hash),
    of('caption', canary('a caption'))]
  const { article } = await importArticle(db, ed, {
    language: 'en', siteText: null, segments, approved: true, message: canary('a message of an import'),
    details: { authors: [{ name: canary('an author known'), role: '' }], topics: [canary('a topic')], genre: 'essay', date: null },
  })
  await scheduleEditions(db, ed, [{ article, language: 'en', slug, accepted: WHOLE }], tomorrow())
  return hash
}
