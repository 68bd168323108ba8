import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { actionsIn, fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, reviewAll, segmentsOf, submit, translateAll, type Desk } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import type { Id } from '../db/columns.ts'
import type { Actor } from '../people/model.ts'
import { publishEdition } from './actions.ts'
import { findPublished, listEditions } from './store.ts'

const EN = ['The quiet bridge', 'It rained.', 'Nobody came.', 'The river rose.']
const UK = ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.', 'Ріка піднялася.']
const NOTHING_MISSING = { missing: 0, behind: 0 }

describe('the publish room', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  interface Room extends Desk { segments: Id[]; room: string; page: string; action: string }

  /** An article in English with some of its translation approved. */
  async function newRoom(translated = UK, texts = EN): Promise<Room> {
    const { article, segments } = await newArticle(site.world, 'en', texts)
    const desk = { article, source: 'en', language: 'uk' }
    const room = `/desk/articles/${article}/languages/uk`
    if (translated.length === texts.length) await translateAll(site.world, desk, translated)
    else if (translated.length > 0) {
      await submit(site.db, site.world.ada, desk, Object.fromEntries(translated.map((text, i) => [segments[i] ?? '', text])))
      await reviewAll(site.db, site.world.rev, desk)
    }
    return { ...desk, segments, room, page: `${room}/editions`, action: `${room}/editions` }
  }
  const browserOf = (person: Actor = site.world.ed, language = 'en') => new Browser(site, { language }).signInAs(site, person)
  const changeOriginal = async ({ segments, ...desk }: Room, at: number, text: string) => {
    await submit(site.db, site.world.ed, { ...desk, language: 'en' }, { [segments[at] ?? '']: text })
    await reviewAll(site.db, site.world.rev, { ...desk, language: 'en' })
  }
  const publish = (room: Room, language = 'uk', accepted = NOTHING_MISSING) => publishEdition(site.db, site.world.ed, { article: room.article, language, accepted })
  const filled = (answer: Answer, action: string, typed: Record<string, string> = {}) =>
    Object.entries({ ...Object.fromEntries(fieldsIn(answer.html, action)), ...typed })
  const numbersOf = async ({ article }: Room) => (await listEditions(site.db, article, 'uk')).map(({ number }) => number)

  it('publishes what is approved, under the address shown, and says where readers find it', async () => {
    const room = await newRoom()
    const ed = await browserOf()
    const page = await ed.get(room.page)
    assert.match(page.html, /4 of 4 paragraphs approved[\s\S]*The title is approved[\s\S]*The original has not changed/)
    assert.match(page.html, /This is the first edition/)
    assert.match(page.html, />Publish edition 1 in Ukrainian</)
    const fields = filled(page, room.action, { note: 'Перше видання.' })
    const slug = new Map(fields).get('slug')
    assert.match(slug ?? '', /^tykhyi-mist/)
    const answer = await ed.postRaw(room.action, fields)
    assert.match(answer.url, /\/editions\/1\?done=published$/)
    assert.match(answer.html, /role="status">\s*<p><strong>Edition 1 is published/)
    assert.match(answer.html, new RegExp(`<a href="/uk/articles/${slug}">http[^<]*</a>, edition 1[\\s\\S]*English[\\s\\S]*not published yet`))
    assert.match(answer.html, /Перше видання\./)
    assert.match((await ed.get(room.page)).html, /The text has not changed/)
    assert.equal((await findPublished(site.db, room.article, 'uk'))?.number, 1)
  })

  it('names what is missing, each paragraph with its place, and cannot publish without a title', async () => {
    const room = await newRoom([])
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило.', [room.segments[2] ?? '']: 'Ніхто.' })
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'return', reason: 'Ні.' }))
    const { submission } = await submit(site.db, site.world.ada, room, { [room.segments[2] ?? '']: 'Ніхто не прийшов.' })
    const { html } = await (await browserOf()).get(room.page)
    const lineOf = (why: string) => new RegExp(`<li data-why="${why}">[\\s\\S]*?</div></li>`).exec(html)?.[0] ?? ''
    const [title, p1, p2, p3] = room.segments
    assert.match(html, /Why it cannot be published yet/)
    assert.match(lineOf('no_title'), new RegExp(`The title is not approved[\\s\\S]*${room.room}/segments/${title}`))
    assert.match(lineOf('returned'), new RegExp(`1 paragraph is returned[\\s\\S]*${room.room}/segments/${p1}`))
    assert.match(lineOf('not_started'), new RegExp(`2 paragraphs are not started[\\s\\S]*segments/${title}[\\s\\S]*segments/${p3}`))
    assert.match(lineOf('waiting'), new RegExp(`1 paragraph is in review[\\s\\S]*/desk/submissions/${submission}#p-${p2}`))
    assert.match(lineOf('unfillable'), /4 gaps cannot be filled[\s\S]*Publish the original first[\s\S]*\/languages\/en\/editions"/)
    assert.match(html, /It cannot be published yet/)
    assert.deepEqual(actionsIn(html).filter((action) => action.startsWith('/desk')), [])
    const answer = await (await browserOf()).post(room.page, room.action, { slug: 'x', missing: '4', behind: '0', accept_missing: 'yes' })
    assert.equal(answer.status, 409)
    assert.deepEqual(await numbersOf(room), [])
  })

  it('publishes with gaps only when they are accepted in their true number (P23)', async () => {
    const room = await newRoom(UK.slice(0, 2))
    await publish(room, 'en')
    const ed = await browserOf()
    const page = await ed.get(room.page)
    assert.match(page.html, /Publish with 2 gaps/)
    const refused = await ed.postRaw(room.action, filled(page, room.action, { note: 'Незакінчене & <своє>' }))
    assert.equal(refused.status, 422)
    assert.match(refused.html, /id="accept_missing-problem"/)
    assert.equal(new Map(fieldsIn(refused.html, room.action)).get('note'), 'Незакінчене & <своє>')
    const answer = await ed.postRaw(room.action, filled(refused, room.action, { accept_missing: 'yes' }))
    assert.match(answer.url, /done=published/)
    assert.equal((await findPublished(site.db, room.article, 'uk'))?.partial, 2)
    assert.match(answer.html, /2 gaps/)
  })

  it('publishes paragraphs behind their original only when that is accepted, and shows what readers will see', async () => {
    const room = await newRoom()
    await publish(room)
    await changeOriginal(room, 1, 'It poured.')
    await submit(site.db, site.world.ada, room, { [room.segments[2] ?? '']: 'Ніхто так і не прийшов.' })
    await reviewAll(site.db, site.world.rev, room)
    const ed = await browserOf()
    const page = await ed.get(room.page)
    assert.match(page.html, /The original of 1 paragraph changed after approval/)
    assert.match(page.html, /Same text, now marked/)
    assert.match(page.html, /<ins><span class="vh">\[added: <\/span>так і /)
    assert.equal((await ed.postRaw(room.action, filled(page, room.action))).status, 422)
    const answer = await ed.postRaw(room.action, filled(page, room.action, { accept_behind: 'yes' }))
    assert.match(answer.html, /1 paragraph behind/)
    assert.deepEqual(await numbersOf(room), [2, 1])
  })

  it('refuses numbers that are no longer true, and shows the page anew with what was typed', async () => {
    const room = await newRoom()
    const ed = await browserOf()
    const page = await ed.get(room.page)
    await changeOriginal(room, 1, 'It poured.')
    const answer = await ed.postRaw(room.action, filled(page, room.action, { slug: 'my-own-bridge', note: 'Моя примітка' }))
    assert.equal(answer.status, 409)
    assert.match(answer.html, /What is ready changed while this page was open/)
    const shown = new Map(fieldsIn(answer.html, room.action))
    assert.deepEqual([shown.get('slug'), shown.get('note'), shown.get('behind'), shown.get('accept_behind')], ['my-own-bridge', 'Моя примітка', '1', undefined])
    assert.deepEqual(await numbersOf(room), [])
    assert.deepEqual(await checkHtml(answer.html), [])
  })

  const slugs: [what: string, slug: string, sentence: RegExp][] = [
    ['taken', 'the-taken-bridge', /Choose another: this one is taken\./],
    ['with capitals', 'Bridge', /only lower-case Latin letters/],
    ['empty', ' ', /Fill in this field\./],
    ['in Cyrillic', 'міст', /only lower-case Latin letters/],
    ['far too long', 'b'.repeat(5000), /Shorten this/],
  ]
  for (const [what, slug, sentence] of slugs) {
    it(`refuses an address that is ${what}, at its field, and keeps the rest`, async () => {
      const other = await newRoom()
      await publishEdition(site.db, site.world.ed, { article: other.article, language: 'uk', slug: 'the-taken-bridge', accepted: NOTHING_MISSING }).catch(() => {})
      const room = await newRoom()
      const ed = await browserOf()
      const answer = await ed.postRaw(room.action, filled(await ed.get(room.page), room.action, { slug, note: 'Моя примітка' }))
      assert.equal(answer.status, 422)
      assert.match(answer.html, sentence)
      assert.match(answer.html, /id="slug-problem"/)
      const shown = new Map(fieldsIn(answer.html, room.action))
      assert.deepEqual([shown.get('slug'), shown.get('note')], [slug.trim(), 'Моя примітка'])
      assert.deepEqual(await numbersOf(room), [])
    })
  }

  it('makes one edition of a form sent twice (S05)', async () => {
    const room = await newRoom()
    const ed = await browserOf()
    const fields = filled(await ed.get(room.page), room.action)
    const answers = await Promise.all([ed.postRaw(room.action, fields), ed.postRaw(room.action, fields)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    assert.match(answers.find(({ status }) => status === 409)?.html ?? '', /Readers have exactly this text already/)
    assert.deepEqual(await numbersOf(room), [1])
  })

  it('withdraws only with a reason, keeps what was typed, and brings an edition back', async () => {
    const room = await newRoom()
    await publish(room)
    const ed = await browserOf()
    const action = `${room.room}/withdrawals`
    const refused = await ed.postRaw(action, filled(await ed.get(room.page), action, { reason: '  ' }))
    assert.equal(refused.status, 422)
    assert.match(refused.html, /<details class="withdraw" open>[\s\S]*Fill in this field\./)
    const unusable = await ed.postRaw(action, filled(refused, action, { reason: 'Неправда\u0007' }))
    assert.equal(unusable.status, 422)
    assert.equal(new Map(fieldsIn(unusable.html, action)).get('reason'), 'Неправда\u0007')
    const gone = await ed.postRaw(action, filled(refused, action, { reason: 'Помилка в імені' }))
    assert.match(gone.html, /The article is withdrawn in this language[\s\S]*Помилка в імені/)
    assert.equal(await findPublished(site.db, room.article, 'uk'), undefined)
    assert.equal((await ed.postRaw(action, filled(refused, action, { reason: 'Знову' }))).status, 409)
    const restoring = `${room.room}/editions/1/restorations`
    assert.equal((await ed.postRaw(restoring, filled(gone, restoring))).status, 422)
    const bad = await ed.postRaw(restoring, filled(gone, restoring, { reason: 'б\u0007' }))
    assert.equal(bad.status, 422)
    assert.equal(new Map(fieldsIn(bad.html, restoring)).get('reason'), 'б\u0007')
    const back = await ed.postRaw(restoring, filled(gone, restoring, { reason: 'Імʼя виправлено.' }))
    assert.match(back.html, /The earlier text is back as edition 2[\s\S]*Імʼя виправлено\./)
    assert.equal((await ed.postRaw(restoring, filled(gone, restoring, { reason: 'Знову' }))).status, 409)
    assert.deepEqual(await numbersOf(room), [2, 1])
  })
  it('only shows, to people without the right, and refuses their forms', async () => {
    const room = await newRoom()
    await publish(room)
    for (const person of [site.world.ada, site.world.rev, site.world.admin]) {
      const one = await browserOf(person)
      const page = await one.get(room.page)
      if (person !== site.world.admin) {
        assert.match(page.html, /Only people with the right to publish/)
        assert.deepEqual(actionsIn(page.html).filter((action) => action.startsWith('/desk')), [])
      }
      for (const path of [room.action, `${room.room}/withdrawals`, `${room.room}/editions/1/restorations`]) {
        assert.equal((await one.post(room.page, path, { reason: 'x', missing: '0', behind: '0' })).status, 403, `${person.name} ${path}`)
      }
    }
  })

  it('answers what it does not have with 404, and what no form sent with 422', async () => {
    const room = await newRoom()
    const ed = await browserOf()
    for (const path of [`/desk/articles/${'0'.repeat(22)}/languages/uk/editions`, `/desk/articles/${room.article}/languages/de/editions`, '/desk/articles/x/languages/uk/editions']) {
      assert.equal((await ed.get(path)).status, 404, path)
    }
    for (const number of ['9', '0', 'x', '1e3']) {
      assert.equal((await ed.post(room.page, `${room.room}/editions/${number}/restorations`, { reason: 'x' })).status, 404, number)
    }
    for (const fields of [{}, { missing: '-1', behind: '0' }, { missing: '0', behind: '0', other: 'x' }]) {
      assert.equal((await ed.post(room.page, room.action, fields)).status, 422)
    }
  })

  it('asks no address of a text of the site', async () => {
    const { article } = await importArticle(site.db, site.world.ed,
      { language: 'uk', siteText: 'mission', segments: segmentsOf('Місія', 'Ми перекладаємо.'), approved: true, message: '' })
    const ed = await browserOf()
    const action = `/desk/articles/${article}/languages/uk/editions`
    const page = await ed.get(action)
    assert.equal(new Map(fieldsIn(page.html, action)).get('slug'), undefined)
    const answer = await ed.postRaw(action, fieldsIn(page.html, action))
    assert.match(answer.html, /<a href="\/uk\/">http/)
  })

  it('is valid HTML in both languages', async () => {
    const rooms = [await newRoom([]), await newRoom(UK.slice(0, 2)), await newRoom()]
    for (const room of rooms.slice(1)) await publish(room, 'en')
    for (const room of rooms.slice(2)) {
      await publish(room)
      await changeOriginal(room, 1, 'It poured.')
    }
    for (const [language, words] of [['en', /What changes for readers[\s\S]*Editions/], ['uk', /Що зміниться для читачів[\s\S]*Видання/]] as const) {
      const [ed, ada] = await Promise.all([browserOf(site.world.ed, language), browserOf(site.world.ada, language)])
      for (const { html } of await Promise.all(rooms.flatMap(({ page }) => [ed.get(page), ada.get(page)]))) {
        assert.match(html, words)
        assert.deepEqual(await checkHtml(html), [])
      }
    }
  })
})
