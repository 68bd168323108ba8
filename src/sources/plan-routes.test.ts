import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readMarkdownBlocks } from '../../test/article-pieces.ts'
import type { Browser } from '../../test/browser.ts'
import {
  CHANGED, checkMarkup, changesOn, enter, fieldBeside, formOf, newOriginal, ORIGINAL, planText, press, SITES, type OriginalRoom,
} from '../../test/original-room.ts'
import { approveOriginal, blocksOf, decideStructure, paragraph, sendBlocks } from '../../test/originals.ts'
import { newMember, type TestSite } from '../../test/site.ts'
import { factsIn, reviewAll, submit } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import type { Actor } from '../people/model.ts'
import { writeSettings } from '../people/settings.ts'
import { stateOf } from '../segments/states.ts'
import { findSourceDraft } from './draft-store.ts'
import { sendChange } from './sending.ts'
import { readSource } from './state.ts'

for (const [name, open] of Object.entries(SITES)) {
  describe(`the plan of a changed original, on ${name}`, () => {
    let site: TestSite
    let ed: Browser
    let eve: Actor
    before(async () => {
      site = await open()
      ed = await enter(site, site.world.ed)
      eve = await newMember(site, 'Eve', ['publish:en', 'review:en'])
    })
    after(() => site.close())

    const sent = (room: OriginalRoom) => site.db.selectFrom('submission').select('id').where('article_id', '=', room.article).where('language', '=', 'en').execute()
    const stateIn = async (room: OriginalRoom, at: number) => {
      const facts = (await factsIn(site.db, room.article, 'en', 'uk')).find(({ segment }) => segment === room.segments[at])
      return facts && stateOf(facts)
    }

    it('says in numbers and row by row what becomes of every paragraph and its translations, and stores nothing (P35)', async () => {
      const room = await newOriginal(site)
      const page = await planText(ed, room, CHANGED)
      assert.equal(page.url.endsWith(room.plan), true)
      assert.deepEqual(changesOn(page.html), ['3 moved', '4 edited', '5 split', '7 merged', '– removed', '8 typography', '9 new'])
      assert.match(page.html, /<strong>Ukrainian<\/strong>: 4 translations will need an update · 1 is kept with its paragraph/)
      assert.match(page.html, /2 unchanged paragraphs <span class="digits">1–2</)
      assert.match(page.html, /The <ins><span class="vh">\[added: <\/span>great <span class="vh">\]<\/span><\/ins>flood/)
      assert.match(page.html, /stays with the first part and will need an update: Ukrainian\. The other parts are not translated yet/)
      assert.match(page.html, /2 translations are merged/)
      assert.match(page.html, /stays up to date and is only told: Ukrainian/)
      assert.deepEqual(await checkMarkup(page.html), [])
      assert.deepEqual(await sent(room), [])
    })

    it('speaks Ukrainian', async () => {
      const room = await newOriginal(site)
      await planText(ed, room, CHANGED)
      const page = await (await enter(site, site.world.ed, 'uk')).get(room.plan)
      assert.match(page.html, /<strong>українська<\/strong>: 4 переклади потребуватимуть оновлення · 1 збережено разом з абзацом/)
      assert.deepEqual(await checkMarkup(page.html), [])
    })

    it('sends no words with an error that checks find, names them, and keeps what was typed', async () => {
      const room = await newOriginal(site)
      const page = await planText(ed, room, CHANGED.replace('great', 'grеat'))
      assert.match(page.html, /Checks find an error in the words of these paragraphs[^]*?href="#c-/)
      assert.match(page.html, /“grеat” mixes two alphabets/)
      assert.deepEqual(await checkMarkup(page.html), [])
      const refused = await press(ed, page, room.plan, 'send')
      assert.equal(refused.status, 422)
      assert.match(refused.html, /Not sent: checks find errors/)
      assert.deepEqual(await sent(room), [])
      assert.match((await findSourceDraft(site.db, room.article, site.world.ed.id))?.text ?? '', /grеat/)
      const state = await readSource(site.db, { id: room.article, source_language: 'en' }, site.world.ed.id)
      const blocks = readMarkdownBlocks(CHANGED.replace('great', 'grеat'))
      await assert.rejects(sendChange(site.db, site.world.ed, { article: room.article, blocks, mark: state.mark }), { code: 'faulty_text' })
    })

    it('sends texts and structure to review as one submission, and forgets the draft and the message', async () => {
      const room = await newOriginal(site)
      const page = await planText(ed, room, CHANGED)
      const after = await press(ed, page, room.plan, 'send', { message: 'Two paragraphs are one now.' })
      assert.match(after.url, /\/desk\/submissions\/\w+$/)
      assert.match(after.html, /Two paragraphs are one now/)
      assert.match(after.html, new RegExp(`href="${new URL(after.url).pathname}/source-change"`))
      assert.equal((await sent(room)).length, 1)
      assert.equal(await findSourceDraft(site.db, room.article, site.world.ed.id), null)
      assert.match((await ed.get(room.source)).html, /Your change of the order of paragraphs waits for review/)
      assert.doesNotMatch((await ed.get(room.plan)).html, /Two paragraphs are one now/)
      await approveOriginal(site.db, site.world.rev, room.article)
      assert.equal((await stateIn(room, 1))?.step, 'in_step', 'a moved paragraph keeps its approval')
      assert.equal((await stateIn(room, 4))?.step, 'behind', 'the first part of a split')
    })

    it('lets an editor correct a match, shows the plan that follows before it is sent, and keeps the choice when the text changes', async () => {
      const room = await newOriginal(site)
      const text = ORIGINAL.replace('The harbour was quiet all that week.', 'Strangers slept in the school.')
      const page = await planText(ed, room, text)
      assert.deepEqual(changesOn(page.html), ['– removed', '8 new'])
      const field = fieldBeside(page.html, /Strangers slept/, 'as')
      const choice = { [field]: room.segments[7] ?? '' }
      const corrected = await press(ed, page, room.plan, 'send', choice)
      assert.equal(corrected.status, 422)
      assert.match(corrected.html, /you corrected a match, and this is the plan that follows/)
      assert.deepEqual(changesOn(corrected.html), ['8 edited'])
      assert.deepEqual(await sent(room), [])
      const again = await planText(ed, room, text.replace('Nobody came', 'Nobody walked'))
      assert.deepEqual(changesOn(again.html), ['3 edited', '8 edited'])
      const after = await press(ed, again, room.plan, 'send')
      assert.match(after.url, /\/desk\/submissions\/\w+$/)
      const facts = (await factsIn(site.db, room.article, 'en', 'en')).find(({ segment }) => segment === room.segments[7])
      assert.equal(facts?.proposal?.text, 'Strangers slept in the school.')
    })

    it('marks a correction that cannot be followed, and sends nothing', async () => {
      const room = await newOriginal(site)
      const page = await planText(ed, room, `${ORIGINAL}\nStrangers slept in the school.\n`)
      const field = fieldBeside(page.html, /Strangers slept/, 'as')
      await press(ed, page, room.plan, 'update', { [field]: eve.id })
      const wrong = await ed.get(room.plan)
      assert.match(wrong.html, /The chosen paragraph is not in the article any more/)
      const refused = await press(ed, wrong, room.plan, 'send')
      assert.equal(refused.status, 422)
      assert.match(refused.html, /something in the plan cannot be followed/)
      assert.deepEqual(await sent(room), [])
    })

    it('proposes a change of typography as minor; whoever sends it says otherwise where it is not (P12)', async () => {
      const room = await newOriginal(site)
      const page = await planText(ed, room, ORIGINAL.replace('"never again"', '“never again”').replace('summer', 'winter'))
      const [typography, edited] = [fieldBeside(page.html, /never again/, 'change'), fieldBeside(page.html, /A ferry/, 'change')]
      const form = formOf(page.html, room.plan)
      assert.deepEqual([form[typography], form[edited]], ['minor', 'substance'])
      await press(ed, page, room.plan, 'send', { [typography]: 'substance', [edited]: 'minor' })
      const facts = await factsIn(site.db, room.article, 'en', 'en')
      assert.deepEqual([5, 8].map((at) => facts[at]?.proposal?.minor), [true, false])
    })

    it('is made anew with every choice kept when the article changed meanwhile, and says who changed what (P13)', async () => {
      const room = await newOriginal(site)
      const page = await planText(ed, room, CHANGED)
      const field = fieldBeside(page.html, /great/, 'change')
      const old = await blocksOf(site.db, eve, room.article)
      await sendBlocks(site.db, eve, room.article, [...old, paragraph('Lamps were lit on the quay.')])
      await decideStructure(site.db, site.world.rev, room.article)
      const refused = await press(ed, page, room.plan, 'send', { [field]: 'minor', message: 'Please read soon.' })
      assert.equal(refused.status, 409)
      assert.match(refused.html, /The article changed while you looked at it/)
      assert.match(refused.html, /New order of paragraphs approved: Rev/)
      const form = formOf(refused.html, room.plan)
      assert.deepEqual([form[field], form['message']], ['minor', 'Please read soon.'])
      assert.match(refused.html, /came into the article after you began[\s\S]*data-change="removed"[\s\S]*Lamps were lit/)
      assert.deepEqual(await checkMarkup(refused.html), [])
      const lamps = fieldBeside(refused.html, /Lamps were lit/, 'change')
      const after = await press(ed, refused, room.plan, 'send', { [lamps]: 'leave' })
      assert.match(after.url, /\/desk\/submissions\/\w+$/)
      await approveOriginal(site.db, site.world.rev, room.article)
      assert.ok((await blocksOf(site.db, eve, room.article)).some(({ text }) => text === 'Lamps were lit on the quay.'))
      assert.ok(await findSourceDraft(site.db, room.article, site.world.ed.id), 'what was left stays in the draft')
    })

    it('does not undo unseen what was approved after the text was begun: it is marked, and can be left', async () => {
      const room = await newOriginal(site)
      await planText(ed, room, ORIGINAL.replace('summer', 'winter'))
      const desk = { article: room.article, source: 'en', language: 'en' }
      await submit(site.db, eve, desk, { [room.segments[2] ?? '']: 'Somebody came to the old bridge before noon.' })
      await reviewAll(site.db, site.world.rev, desk)
      const page = await ed.get(room.plan)
      assert.match(page.html, /puts back words that were approved earlier[\s\S]*These words were approved earlier; today’s are newer/)
      assert.match(page.html, /1 translation will be up to date again, approved as it was: Ukrainian/)
      assert.match(page.html, /<strong>Ukrainian<\/strong>: 1 translation will need an update/)
      const field = fieldBeside(page.html, /Somebody/, 'change')
      await press(ed, page, room.plan, 'send', { [field]: 'leave' })
      const facts = await factsIn(site.db, room.article, 'en', 'en')
      assert.deepEqual([facts[2]?.proposal, facts[5]?.proposal?.text], [null, 'A ferry was hired for the winter.'])
    })

    it('leaves alone a paragraph for which somebody else’s text waits, and only on request', async () => {
      const room = await newOriginal(site)
      const desk = { article: room.article, source: 'en', language: 'en' }
      await submit(site.db, eve, desk, { [room.segments[2] ?? '']: 'Somebody came to the old bridge before noon.' })
      const page = await planText(ed, room, ORIGINAL.replace('Nobody came', 'Few came').replace('summer', 'winter'))
      assert.match(page.html, /Somebody else’s text of this paragraph waits for review/)
      const refused = await press(ed, page, room.plan, 'send')
      assert.equal(refused.status, 422)
      assert.match(refused.html, /somebody else’s texts wait for review of some paragraphs/)
      const after = await press(ed, refused, room.plan, 'send', { [fieldBeside(page.html, /Few/, 'change')]: 'leave' })
      assert.match(after.url, /\/desk\/submissions\/\w+$/)
      const facts = await factsIn(site.db, room.article, 'en', 'en')
      assert.deepEqual([facts[2]?.proposal?.sender, facts[5]?.proposal?.sender], [eve.id, site.world.ed.id])
      assert.match((await ed.get(room.plan)).html, /Few/)
    })

    it('keeps the order as it is while somebody else’s structure waits', async () => {
      const room = await newOriginal(site)
      const old = await blocksOf(site.db, eve, room.article)
      await sendBlocks(site.db, eve, room.article, [...old, paragraph('Lamps were lit on the quay.')])
      const page = await planText(ed, room, CHANGED)
      assert.match(page.html, /A change of the order of paragraphs waits for review, sent by Eve/)
      const refused = await press(ed, page, room.plan, 'send')
      assert.equal(refused.status, 409)
      assert.match(refused.html, /another change of the order of paragraphs waits/)
      const texts = await press(ed, await planText(ed, room, ORIGINAL.replace('summer', 'winter')), room.plan, 'send')
      assert.match(texts.url, /\/desk\/submissions\/\w+$/)
    })

    it('is applied at once only where the language is content with one pair of eyes, and by a reviewer of it', async () => {
      const room = await newOriginal(site)
      const [alone, plain] = [await enter(site, eve), ed]
      const page = await planText(alone, room, CHANGED)
      assert.doesNotMatch(page.html, /value="apply"/)
      const refused = await press(alone, page, room.plan, 'apply')
      assert.equal(refused.status, 403)
      assert.deepEqual(await sent(room), [])
      await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { en: 'one' } }))
      try {
        await planText(plain, room, CHANGED)
        assert.doesNotMatch((await plain.get(room.plan)).html, /value="apply"/)
        assert.match((await press(alone, await alone.get(room.plan), room.plan, 'apply')).url, /\/desk\/submissions\//)
        assert.equal((await blocksOf(site.db, eve, room.article)).length, 9)
      } finally {
        await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { en: 'two' } }))
      }
    })

    it('shows hundreds of changes a hundred at a time, folds what stays, and keeps what was chosen on the other pages', async () => {
      const paragraphs = Array.from({ length: 900 }, (_, at) => `Paragraph ${at} tells of bridge number ${at * 7} in the valley.`)
      const room = await newOriginal(site, ['# Long', ...paragraphs].join('\n\n'), { translated: false })
      const page = await planText(ed, room, ['# Long', ...paragraphs.map((text, at) => at % 3 > 0 ? text.replace('tells', 'spoke') : text)].join('\n\n'))
      assert.equal(changesOn(page.html).length, 100)
      assert.ok(page.html.length < 600_000, `${page.html.length}`)
      assert.match(page.html, /Changes 1–100 of 600/)
      const field = fieldBeside(page.html, /number 7 /, 'change')
      const next = await press(ed, page, room.plan, 'show:101', { [field]: 'minor' })
      assert.match(next.url, /\?from=101$/)
      assert.match(next.html, /Changes 101–200 of 600/)
      assert.deepEqual(await checkMarkup(next.html), [])
      assert.equal(formOf((await ed.get(room.plan)).html, room.plan)[field], 'minor')
    })

    it('refuses a form that no page of ours shows', async () => {
      const room = await newOriginal(site)
      const page = await planText(ed, room, CHANGED)
      for (const strange of [{ mark: 'x' }, { made: 'yesterday' }, { 'as:x': 'new' }, { 'change::x': 'leave' }, { unknown: '1' }, { do: 'publish' }]) {
        const answer = await ed.postRaw(room.plan, { ...formOf(page.html, room.plan), do: 'update', ...strange })
        assert.equal(answer.status, 422, JSON.stringify(strange))
      }
    })
  })
}
