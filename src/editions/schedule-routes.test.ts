import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { actionsIn, fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit, translateAll, type Desk } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Actor } from '../people/model.ts'
import { publishEdition } from './actions.ts'
import { publishDue } from './due.ts'
import { listSchedules } from './schedule-store.ts'
import { findPublished, listEditions, listEditionSegments } from './store.ts'

const NOTHING_MISSING = { missing: 0, behind: 0 }
const LATER = '2999-01-01T00:00:00.000Z'
/** The year after next: ahead, and not too far. */
const YEAR = new Date().getFullYear() + 2

describe('publishing at a time', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  interface Room extends Desk { segments: Id[]; page: string; action: string }

  async function newRoom(texts = ['Тихий міст', 'Дощило.']): Promise<Room> {
    const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
    const desk = { article, source: 'en', language: 'uk' }
    if (texts.length === 2) await translateAll(site.world, desk, texts)
    else {
      await submit(site.db, site.world.ada, desk, { [segments[0] ?? '']: texts[0] ?? '' })
      await reviewAll(site.db, site.world.rev, desk)
    }
    const page = `/desk/articles/${article}/languages/uk/editions`
    return { ...desk, segments, page, action: page }
  }
  const browserOf = (person: Actor = site.world.ed, language = 'en') => new Browser(site, { language }).signInAs(site, person)
  const filled = (answer: Answer, action: string, typed: Record<string, string> = {}) =>
    Object.entries({ ...Object.fromEntries(fieldsIn(answer.html, action)), ...typed })
  const plan = async (room: Room, date = `${YEAR}-12-14`, time = '09:00') => {
    const ed = await browserOf()
    return ed.postRaw(room.action, filled(await ed.get(room.page), room.action, { when: 'later', date, time }))
  }
  const actionOf = (html: string, what: string) => actionsIn(html).find((action) => action.endsWith(`/${what}`)) ?? ''
  const rewrite = async (room: Room, text: string) => {
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: text })
    await reviewAll(site.db, site.world.rev, room)
  }

  it('keeps the text of now for a time of the site’s place, and shows it above all else', async () => {
    const room = await newRoom()
    const answer = await plan(room)
    assert.match(answer.url, /\?done=scheduled$/)
    assert.match(answer.html, new RegExp(`<strong>Readers get the new text on 14 December ${YEAR} at 09:00`))
    assert.deepEqual((await listSchedules(site.db, room)).map(({ at }) => at), [`${YEAR}-12-14T07:00:00.000Z`])
    await rewrite(room, 'Лило.')
    assert.match((await (await browserOf()).get(room.page)).html, /Changes in 1 paragraph were approved since/)
    await publishDue(site.db, LATER)
    const edition = await findPublished(site.db, room.article, 'uk')
    assert.deepEqual((await listEditionSegments(site.db, edition?.id ?? '')).map(({ text }) => text), ['Тихий міст', 'Дощило.'])
    assert.deepEqual(await checkHtml(answer.html), [])
  })

  const wrong: [what: string, date: string, time: string, sentence: RegExp][] = [
    ['no time', `${YEAR}-12-14`, '', /Give a date and a time/],
    ['a day that is not', `${YEAR}-02-31`, '09:00', /there is no such moment/],
    ['letters', 'tomorrow', 'noon', /there is no such moment/],
    ['a time gone by', '2020-12-14', '09:00', /Choose a time ahead/],
    ['a time far too late', '2206-12-14', '09:00', /Choose a time ahead/],
  ]
  for (const [what, date, time, sentence] of wrong) {
    it(`refuses ${what} and keeps it with the rest`, async () => {
      const room = await newRoom()
      const ed = await browserOf()
      const answer = await ed.postRaw(room.action, filled(await ed.get(room.page), room.action, { when: 'later', date, time, note: 'Моя примітка' }))
      assert.equal(answer.status, 422)
      assert.match(answer.html, sentence)
      const shown = new Map(fieldsIn(answer.html, room.action))
      assert.deepEqual([shown.get('date'), shown.get('time'), shown.get('note')], [date, time, 'Моя примітка'])
      assert.deepEqual(await listSchedules(site.db, room), [])
      assert.deepEqual(await checkHtml(answer.html), [])
    })
  }

  it('publishes nothing at once when a time is typed and the other button pressed', async () => {
    const room = await newRoom()
    const ed = await browserOf()
    const answer = await ed.postRaw(room.action, filled(await ed.get(room.page), room.action, { when: 'now', date: `${YEAR}-12-14`, time: '' }))
    assert.equal(answer.status, 422)
    assert.match(answer.html, /Press “Schedule the publication”/)
    assert.equal(await findPublished(site.db, room.article, 'uk'), undefined)
  })

  it('says when the clocks skip the time or show it twice', async () => {
    const lastSunday = (month: number) => {
      const day = new Date(Date.UTC(YEAR, month + 1, 0))
      day.setUTCDate(day.getUTCDate() - day.getUTCDay())
      return day.toISOString().slice(0, 10)
    }
    const gap = await plan(await newRoom(), lastSunday(2), '03:30')
    assert.match(gap.html, /That time does not exist on that day[\s\S]*at 04:30/)
    const overlap = await plan(await newRoom(), lastSunday(9), '03:30')
    assert.match(overlap.html, /That time comes twice on that day[\s\S]*at 03:30/)
  })

  it('is put off and called off, once, and says so to whoever comes late', async () => {
    const room = await newRoom()
    const { html } = await plan(room)
    const [ed, late] = [await browserOf(), await browserOf()]
    const [times, off] = [actionOf(html, 'times'), actionOf(html, 'cancellations')]
    const page = await ed.get(room.page)
    assert.equal((await ed.postRaw(times, filled(page, times, { date: '' }))).status, 422)
    const moved = await ed.postRaw(times, filled(page, times, { time: '10:15' }))
    assert.match(moved.html, new RegExp(`The publication is moved\\.[\\s\\S]*on 14 December ${YEAR} at 10:15`))
    assert.match(moved.html, new RegExp(`already scheduled for 14 December ${YEAR} at 10:15\\. The new plan takes its place`))
    assert.equal((await ed.postRaw(times, filled(page, times, { time: '11:15' }))).status, 409)
    const before = await late.get(room.page)
    assert.match((await ed.postRaw(off, filled(await ed.get(room.page), off))).html, /The scheduled publication is called off/)
    const refused = await late.postRaw(off, filled(before, off))
    assert.equal(refused.status, 409)
    assert.match(refused.html, /carried out, called off or moved meanwhile/)
    const ledger = (await ed.get(`/desk/ledger?article=${room.article}&act=edition`)).html
    assert.match(ledger, /Scheduled publication called off[\s\S]*reason: called off by hand[\s\S]*Scheduled publication moved[\s\S]*Publication scheduled/)
    assert.doesNotMatch(ledger, /cancelled/)
    await publishDue(site.db, LATER)
    assert.equal(await findPublished(site.db, room.article, 'uk'), undefined)
  })

  it('is only shown to people without the right, whose forms are refused', async () => {
    const room = await newRoom()
    const { html } = await plan(room)
    for (const person of [site.world.ada, site.world.rev]) {
      const one = await browserOf(person)
      const page = await one.get(room.page)
      assert.match(page.html, /Readers get the new text on/)
      assert.deepEqual(actionsIn(page.html).filter((action) => action.startsWith('/desk')), [])
      for (const what of ['times', 'cancellations']) {
        assert.equal((await one.post(room.page, actionOf(html, what), { language: 'uk', shown: 'x', date: '', time: '' })).status, 403)
      }
    }
    for (const plan of ['x', '0'.repeat(22)]) {
      assert.equal((await (await browserOf()).post(room.page, `/desk/schedules/${plan}/cancellations`, { language: 'uk' })).status, 404)
    }
  })

  it('says why it was not carried out, until somebody puts that away', async () => {
    const room = await newRoom()
    await plan(room)
    await site.db.updateTable('article').set({ trashed_at: LATER, trashed_by: site.world.ed.id }).where('id', '=', room.article).execute()
    await publishDue(site.db, LATER)
    await site.db.updateTable('article').set({ trashed_at: null, trashed_by: null }).where('id', '=', room.article).execute()
    const ed = await browserOf()
    const page = await ed.get(room.page)
    assert.match(page.html, /The scheduled publication did not happen[\s\S]*The article was in the trash/)
    assert.deepEqual(await checkHtml(page.html), [])
    const off = actionOf(page.html, 'cancellations')
    assert.doesNotMatch((await ed.postRaw(off, filled(page, off))).html, /The scheduled publication did not happen/)
  })

  it('shows readers nothing of it', async () => {
    const room = await newRoom(['Канарковий міст', 'Канарки співали.'])
    const guest = new Browser(site, { language: 'uk' })
    await plan(room)
    for (const path of ['/uk/', '/uk/articles', `/uk/articles/${room.article}`, `/en/articles/${room.article}`]) {
      assert.doesNotMatch((await guest.get(path)).html, /Канар/, path)
    }
  })

  it('publishes original and translation together when the box is ticked, and neither when one of them moved on', async () => {
    const room = await newRoom(['Тихий міст'])
    const ed = await browserOf()
    const page = await ed.get(room.page)
    assert.match(page.html, /1 gap cannot be filled[\s\S]*Publish edition 1 of the original \(English\) at the same moment/)
    const alone = await ed.postRaw(room.action, filled(page, room.action, { accept_missing: 'yes' }))
    assert.equal(alone.status, 422)
    assert.match(alone.html, /without the original it cannot be published/)
    await submit(site.db, site.world.ed, { ...room, language: 'en' }, { [room.segments[1] ?? '']: 'It poured.' })
    await reviewAll(site.db, site.world.rev, { ...room, language: 'en' })
    const stale = await ed.postRaw(room.action, filled(alone, room.action, { accept_missing: 'yes', together: 'yes' }))
    assert.equal(stale.status, 409)
    assert.deepEqual(await listEditions(site.db, room.article, 'en'), [])
    const done = await ed.postRaw(room.action, filled(stale, room.action, { accept_missing: 'yes', together: 'yes' }))
    assert.match(done.html, /Edition 1 and a new edition of the original are published together[\s\S]*Readers have both now[\s\S]*\/uk\/articles\/[\s\S]*\/en\/articles\//)
    const edition = await findPublished(site.db, room.article, 'uk')
    assert.deepEqual((await listEditionSegments(site.db, edition?.id ?? '')).map(({ text }) => text), ['Тихий міст', 'It poured.'])
    assert.equal((await findPublished(site.db, room.article, 'en'))?.number, 1)
  })

  it('plans both for one moment', async () => {
    const room = await newRoom()
    const ed = await browserOf()
    const page = await ed.get(room.page)
    const answer = await ed.postRaw(room.action, filled(page, room.action, { together: 'yes', when: 'later', date: `${YEAR}-05-01`, time: '08:00' }))
    assert.match(answer.html, /Published together: English and Ukrainian/)
    await publishDue(site.db, LATER)
    assert.deepEqual([(await findPublished(site.db, room.article, 'en'))?.number, (await findPublished(site.db, room.article, 'uk'))?.number], [1, 1])
  })

  it('offers nothing together to whoever may publish one language alone', async () => {
    const room = await newRoom()
    const one = await browserOf(await newMember(site, 'Una', ['publish:uk']))
    const page = await one.get(room.page)
    assert.doesNotMatch(page.html, /Together with the original/)
    assert.equal((await one.postRaw(room.action, filled(page, room.action, { together: 'yes' }))).status, 403)
  })

  it('says beside the correction what other languages tell their readers, and keeps it in the edition', async () => {
    const room = await newRoom()
    await publishEdition(site.db, site.world.ed, { article: room.article, language: 'en', correction: 'The name of the river is put right.', accepted: NOTHING_MISSING })
    const ed = await browserOf()
    const page = await ed.get(room.page)
    assert.match(page.html, /What readers are told now, in English: <q lang="en">The name of the river is put right\.<\/q>/)
    const answer = await ed.postRaw(room.action, filled(page, room.action, { correction: 'Назву ріки виправлено.' }))
    assert.match(answer.html, /<span lang="uk">Назву ріки виправлено\.<\/span>/)
    assert.equal((await findPublished(site.db, room.article, 'uk'))?.correction, 'Назву ріки виправлено.')
  })

  it('proposes a note in words, and compares any two editions, with who approved each change', async () => {
    const room = await newRoom()
    await publishEdition(site.db, site.world.ed, { article: room.article, language: 'uk', accepted: NOTHING_MISSING })
    for (const text of ['Лило.', 'Мжичило.']) {
      await rewrite(room, text)
      const page = await (await browserOf(site.world.ed, 'uk')).get(room.page)
      assert.equal(new Map(fieldsIn(page.html, room.action)).get('note'), 'Змінено 1 абзац.')
      await publishEdition(site.db, site.world.ed, { article: room.article, language: 'uk', accepted: NOTHING_MISSING })
    }
    const ed = await browserOf()
    const third = await ed.get(`${room.page}/3`)
    assert.match(third.html, /What changed since edition 2[\s\S]*1 paragraph changed\.[\s\S]*Лило[\s\S]*Мжичило[\s\S]*Approved by Rev/)
    assert.match((await ed.get(`${room.page}/3?from=1&to=3`)).html, /What changed since edition 1[\s\S]*Дощило/)
    assert.match((await ed.get(`${room.page}/1?from=1&to=2`)).html, /Edition 2[\s\S]*What changed since edition 1/)
    for (const path of ['9', 'x', '3?from=9', '3?from=x', '3?to=0', '3?from=1&from=2']) assert.equal((await ed.get(`${room.page}/${path}`)).status, 404, path)
    for (const { html } of [third, await (await browserOf(site.world.ada, 'uk')).get(`${room.page}/1`)]) assert.deepEqual(await checkHtml(html), [])
  })
})
