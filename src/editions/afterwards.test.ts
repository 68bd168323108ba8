import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit, translateAll } from '../../test/world.ts'
import { publishEdition } from './actions.ts'

describe('what comes after a publication', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  async function newRoom() {
    const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
    await translateAll(site.world, { article, source: 'en', language: 'uk' }, ['Тихий міст', 'Дощило.'])
    const room = `/desk/articles/${article}/languages/uk`
    return { article, source: 'en', segments, room, page: `${room}/editions`, action: `${room}/editions` }
  }
  const browserOf = () => new Browser(site, { language: 'en' }).signInAs(site, site.world.ed)
  const publish = ({ article }: { article: string }, language = 'uk') =>
    publishEdition(site.db, site.world.ed, { article, language, accepted: { missing: 0, behind: 0 } })
  const filled = (answer: Answer, action: string, typed: Record<string, string>) =>
    Object.entries({ ...Object.fromEntries(fieldsIn(answer.html, action)), ...typed })

  it('offers a correction alone, by its name, where the text has not changed', async () => {
    const room = await newRoom()
    const ed = await browserOf()
    assert.doesNotMatch((await ed.get(room.page)).html, /name="correction"/, 'a first edition puts nothing right')
    await publish(room)
    const page = await ed.get(room.page)
    assert.match(page.html, /you may tell readers of a correction[\s\S]*<summary>Add a correction or change the address<[\s\S]*name="correction"/)
    assert.doesNotMatch(page.html, /data-mark="missing"|Publish all the same/)
    const answer = await ed.postRaw(room.action, filled(page, room.action, { correction: 'Назву ріки виправлено.' }))
    assert.match(answer.html, /Edition 2 is published[\s\S]*Назву ріки виправлено\./)
  })

  it('says after a changed original which translations are behind now, with the way to their paragraphs', async () => {
    const room = await newRoom()
    await publish(room)
    await publish(room, 'en')
    await submit(site.db, site.world.ed, { ...room, language: 'en' }, { [room.segments[1] ?? '']: 'It poured.' })
    await reviewAll(site.db, site.world.rev, { ...room, language: 'en' })
    const edition = await publish(room, 'en')
    const path = `/desk/articles/${room.article}/languages/en/editions/${edition.number}`
    const done = await (await browserOf()).get(`${path}?done=published`)
    assert.match(done.html, new RegExp(`<a href="${room.room}\\?show=behind">The translation is behind, Ukrainian: 1 paragraph needs an update</a>`))
    assert.doesNotMatch((await (await browserOf()).get(path)).html, /The translation is behind/)
  })

  it('keeps why it was withdrawn and brought back where people look for it: ledger, article, history', async () => {
    const room = await newRoom()
    await publish(room)
    const ed = await browserOf()
    const withdrawing = `${room.room}/withdrawals`
    const gone = await ed.postRaw(withdrawing, filled(await ed.get(room.page), withdrawing, { reason: 'Помилка в імені' }))
    const restoring = `${room.room}/editions/1/restorations`
    await ed.postRaw(restoring, filled(gone, restoring, { reason: 'Імʼя виправлено.' }))
    for (const path of [`/desk/ledger?article=${room.article}`, `/desk/articles/${room.article}`, `/desk/articles/${room.article}/history`]) {
      const { html } = await ed.get(path)
      for (const reason of ['Помилка в імені', 'Імʼя виправлено.']) assert.match(html, new RegExp(`reason: <q>${reason}</q>`), path)
    }
  })
})
