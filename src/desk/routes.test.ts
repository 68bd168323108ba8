import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { wordsOf } from '../../test/paragraph-form.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit, type } from '../../test/world.ts'
import { putAway } from '../articles/archive-actions.ts'
import { newId } from '../db/id.ts'
import { publishEdition } from '../editions/actions.ts'
import { scheduleEditions, unschedule } from '../editions/schedule-actions.ts'
import { changeRights } from '../people/actions.ts'
import type { Actor } from '../people/model.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)

async function newDesk(texts = ['The quiet bridge', 'It rained.', 'Nobody came.']) {
  const { article, segments } = await newArticle(site.world, 'en', texts)
  return { article, source: 'en', language: 'uk', page: `/desk/articles/${article}/languages/uk`, at: (i: number) => segments[i] ?? '' }
}

describe('a fresh site', () => {
  let fresh: TestSite
  before(async () => { fresh = await startTestSite() })
  after(() => fresh.close())
  const steps: [who: string, grants: string[], says: RegExp, hrefs: string[], not: string[]][] = [
    ['an administrator alone', ['administrator'], /The site is ready/, ['/desk/people'], ['/desk/articles/new']],
    ['an editor', ['publish:en'], /The site is ready/, ['/desk/articles/new'], ['/desk/people']],
    ['whoever set it up', ['administrator', 'publish:uk', 'review:uk', 'translate:uk'], /The site is ready/, ['/desk/people', '/desk/articles/new'], []],
    ['a translator', ['translate:uk'], /There is no article yet/, ['/desk/help'], ['/desk/articles/new', '/desk/people']],
    ['somebody without rights', [], /You have no rights yet/, ['/desk/help'], ['/desk/articles/new', '/desk/people']],
  ]
  for (const [who, grants, says, hrefs, not] of steps) {
    it(`says to ${who} what to do next`, async () => {
      const browser = await new Browser(fresh, { language: 'en' }).signInAs(fresh, await newMember(fresh, 'Newcomer', grants))
      const answer = await browser.get('/desk')
      const main = answer.html.slice(answer.html.indexOf('<main'))
      assert.match(wordsOf(answer), says)
      for (const href of hrefs) assert.ok(main.includes(`href="${href}"`), href)
      for (const href of not) assert.ok(!main.includes(`href="${href}"`), href)
      assert.deepEqual(await checkHtml(answer.html), [])
    })
  }

  it('has an empty list of articles', async () => {
    const answer = await (await new Browser(fresh, { language: 'uk' }).signInAs(fresh, fresh.world.ed)).get('/desk/articles')
    assert.match(wordsOf(answer), /Статей ще немає .* Додати статтю/)
    assert.deepEqual(await checkHtml(answer.html), [])
  })
})

describe('my work', () => {
  it('names what waits for a translator in the order it should be done, with ways to it', async () => {
    const ada = await newMember(site, 'Ада', ['translate:uk'])
    const desk = await newDesk(['Title of mine', 'one', 'two', 'three', 'four', 'five'])
    await submit(site.db, ada, desk, { [desk.at(0)]: 'Заголовок', [desk.at(1)]: 'один' })
    await reviewAll(site.db, site.world.rev, desk)
    await submit(site.db, site.world.ed, { ...desk, language: 'en' }, { [desk.at(1)]: 'one more' })
    await reviewAll(site.db, site.world.rev, { ...desk, language: 'en' })
    await submit(site.db, ada, desk, { [desk.at(2)]: 'два' })
    await reviewAll(site.db, site.world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
    await submit(site.db, ada, desk, { [desk.at(3)]: 'три' })
    await reviewAll(site.db, site.world.rev, desk, () => ({ outcome: 'edit', text: 'трійка' }))
    await type(site.db, ada, desk, desk.at(4), 'чотири')
    const answer = await (await as(ada)).get('/desk')
    const hrefs = [...answer.html.matchAll(/class="button" href="([^"]+)">([^<]+)</g)].map(([, href, words]) => `${words} ${href}`)
      .filter((line) => line.includes(desk.article)).map((line) => line.replace(desk.page, ''))
    assert.deepEqual(hrefs, [
      `Rework 1 paragraph ?show=returned#p-${desk.at(2)}`, `Look at 1 edit ?show=waiting#p-${desk.at(3)}`, `Update 1 paragraph ?show=behind#p-${desk.at(1)}`,
      'Send 1 draft ?show=mine#send',
      `Translate 1 paragraph ?show=not_started#p-${desk.at(5)}`,
    ])
    assert.deepEqual(await checkHtml(answer.html), [])
    const uk = wordsOf(await (await as(ada, 'uk')).get('/desk'))
    for (const words of ['Повернуто вам', 'Виправити 1 абзац', 'Надіслати 1 чернетку', 'Оновити 1 абзац']) assert.ok(uk.includes(words), words)
  })

  it('gives a reviewer what others sent, and an editor what is ready to publish', async () => {
    const desk = await newDesk(['Ready soon', 'It rained.'])
    const { submission } = await submit(site.db, site.world.ada, desk, { [desk.at(0)]: 'Скоро', [desk.at(1)]: 'Дощ.' })
    const reviewer = await (await as(site.world.rev)).get('/desk')
    assert.ok(reviewer.html.includes(`href="/desk/submissions/${submission}"`))
    assert.ok(!(await (await as(site.world.ada)).get('/desk')).html.includes(`href="/desk/submissions/${submission}"`))
    const editor = async () => (await (await as(site.world.ed)).get('/desk')).html.includes(`href="${desk.page}/editions"`)
    assert.equal(await editor(), false)
    await reviewAll(site.db, site.world.rev, desk)
    assert.equal(await editor(), true)
    const request = { article: desk.article, language: 'uk', accepted: { missing: 0, behind: 0 } }
    const schedule = await scheduleEditions(site.db, site.world.ed, [request], new Date(Date.now() + 3_600_000).toISOString())
    assert.equal(await editor(), false, 'what waits for its time needs nobody')
    await unschedule(site.db, site.world.ed, schedule)
    assert.equal(await editor(), true)
    await publishEdition(site.db, site.world.ed, request)
    assert.equal(await editor(), false)
  })

  it('asks nobody to translate words that were never approved, nor into a language that is not theirs', async () => {
    const { article } = await newArticle(site.world, 'en', ['Unseen', 'text'], false)
    assert.ok(!(await (await as(site.world.ada)).get('/desk')).html.includes(article))
    const desk = await newDesk()
    assert.ok((await (await as(site.world.ada)).get('/desk')).html.includes(desk.article))
    assert.ok(!(await (await as(site.world.tom)).get('/desk')).html.includes(desk.article))
  })

  it('shows ten of a kind, how many there are, and all of them on a page of their own', async () => {
    const crowded = await startTestSite()
    try {
      for (let i = 0; i < 12; i += 1) await newArticle(crowded.world, 'en', [`Title ${i}`, 'x'])
      const browser = await new Browser(crowded, { language: 'en' }).signInAs(crowded, crowded.world.ed)
      const tasks = (html: string) => [...html.matchAll(/class="button" href="[^"]+\/editions"/g)].length
      const work = await browser.get('/desk')
      assert.equal(tasks(work.html), 10)
      assert.match(work.html, /<a class="count" href="\/desk\?section=publish">12<\/a>/)
      assert.match(work.html, /href="\/desk\?section=publish">2 more</)
      const all = await browser.get('/desk?section=publish')
      assert.equal(tasks(all.html), 12)
      assert.deepEqual(await checkHtml(all.html), [])
      const nothing = await browser.get('/desk?section=returned')
      assert.match(wordsOf(nothing), /Everything here is done/)
      assert.deepEqual(await checkHtml(nothing.html), [])
      assert.equal((await browser.get('/desk?section=other')).status, 404)
    } finally {
      await crowded.close()
    }
  })

  it('tells editors and administrators of queues that nobody can work off, and nobody of one that has just begun (P07)', async () => {
    const quiet = await startTestSite()
    try {
      const { article, segments } = await newArticle(quiet.world, 'en', ['Waiting', 'x'])
      await submit(quiet.db, quiet.world.ada, { article, source: 'en', language: 'uk' }, { [segments[1] ?? '']: 'ікс' })
      const { ed, admin, ada, bob, rev, sam } = quiet.world
      const home = async (person: Actor) => (await (await new Browser(quiet, { language: 'en' }).signInAs(quiet, person)).get('/desk')).html
      for (const person of [ed, admin]) assert.doesNotMatch(await home(person), /Queues that stand still/)
      for (const { id } of [bob, sam]) await changeRights(quiet.db, admin, id, [])
      await changeRights(quiet.db, admin, rev.id, [{ right: 'review', language: 'en' }])
      for (const [person, told, way] of [[ed, true, '/desk/reviews?language=uk'], [admin, true, '/desk/people'], [ada, false, ''], [rev, false, '']] as const) {
        const html = await home(person)
        assert.equal(html.includes('Ukrainian: there is nobody to review'), told, person.name)
        if (told) assert.ok(html.includes(`<a class="button" href="${way}"`), person.name)
      }
    } finally {
      await quiet.close()
    }
  })

  it('is for people who signed in', async () => assert.equal((await new Browser(site).get('/desk')).status, 401))
})

describe('the page of an article', () => {
  it('shows the original, every language with its ways on, and what was sent to review', async () => {
    const desk = await newDesk()
    const { submission } = await submit(site.db, site.world.ada, desk, { [desk.at(0)]: 'Тихий міст', [desk.at(1)]: 'Дощ.' })
    const path = `/desk/articles/${desk.article}`
    const answer = await (await as(site.world.ada)).get(path)
    assert.match(answer.html, new RegExp(`<p class="text" id="p-${desk.at(1)}" data-kind="paragraph" lang="en">It rained\\.</p>`))
    for (const href of [desk.page, `${desk.page}/editions`, `/desk/submissions/${submission}`]) assert.ok(answer.html.includes(`href="${href}"`), href)
    assert.match(wordsOf(answer), /brought in by Ed/)
    assert.match(wordsOf(answer), /In review 2 paragraphs Ukrainian · Ada/)
    assert.deepEqual(await checkHtml(answer.html), [])
    await reviewAll(site.db, site.world.rev, desk)
    const past = await (await as(site.world.ada, 'uk')).get(path)
    assert.match(wordsOf(past), /1 попереднє подання/)
    assert.deepEqual(await checkHtml(past.html), [])
  })

  it('shows the marks of a text as readers see them, and nothing else of it as markup', async () => {
    const { article, segments } = await newArticle(site.world, 'en', ['Marked', 'See **at six** in [the register](https://example.org/r) <b>now</b>.'])
    const { html } = await (await as(site.world.ada)).get(`/desk/articles/${article}`)
    assert.match(html, new RegExp(`id="p-${segments[1] ?? ''}"[^>]*>See <strong>at six</strong> in <a href="https://example\\.org/r"[^>]*>the register</a> &lt;b&gt;now`))
    assert.deepEqual(await checkHtml(html), [])
  })

  it('leads to what readers see once it is published', async () => {
    const desk = await newDesk(['A bridge for readers', 'x'])
    await publishEdition(site.db, site.world.ed, { article: desk.article, language: 'en', accepted: { missing: 0, behind: 0 } })
    const { html } = await (await as(site.world.ed)).get(`/desk/articles/${desk.article}`)
    assert.match(html, /href="\/en\/articles\/a-bridge-for-readers"/)
    assert.doesNotMatch(html, /href="\/uk\/articles\//)
  })

  it('leads to the archive and the trash; in the trash it offers bringing back and no work', async () => {
    const desk = await newDesk(['Put away', 'x'])
    const path = `/desk/articles/${desk.article}`
    const editor = await as(await newMember(site, 'Edita', ['publish:en', 'translate:en', 'translate:uk']))
    const alive = await editor.get(path)
    for (const words of [`href="${path}/archive"`, `href="${path}/trash"`, 'Change the original', 'Ready to publish']) assert.ok(alive.html.includes(words), words)
    await putAway(site.db, site.world.ed, { article: desk.article, to: 'trash', reason: 'Twice here.' })
    const gone = await editor.get(path)
    assert.match(gone.html, new RegExp(`in the trash[\\s\\S]*<form method="post" action="${path}/restore">`))
    for (const words of ['Change the original', 'Ready to publish', '>Translate<', `href="${path}/trash"`, `href="${path}/source"`]) assert.ok(!gone.html.includes(words), words)
    assert.deepEqual(await checkHtml(gone.html), [])
    assert.doesNotMatch((await (await as(site.world.ada)).get(path)).html, /\/restore"/, 'only for those who may')
    await editor.postRaw(`${path}/restore`, fieldsIn(gone.html, `${path}/restore`))
    assert.match((await editor.get(path)).html, /Change the original/)
  })

  it('shows an original that still waits, marked so', async () => {
    const { article } = await newArticle(site.world, 'en', ['Unseen', 'text'], false)
    const { html } = await (await as(site.world.ada)).get(`/desk/articles/${article}`)
    assert.match(html, /lang="en">text<\/p><span class="chip" data-state="waiting"/)
  })

  it('is not there for an unknown article, nor for people without any right', async () => {
    const browser = await as(site.world.ada)
    for (const id of [newId(), 'x', '%00']) assert.equal((await browser.get(`/desk/articles/${id}`)).status, 404)
    const { article } = await newDesk()
    const nobody = await as(await newMember(site, 'Nobody', []))
    assert.equal((await nobody.get(`/desk/articles/${article}`)).status, 403)
    assert.equal((await nobody.get('/desk/articles')).status, 403)
  })
})
