import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newArticle, reviewAll, submit, type Desk } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Actor } from '../people/model.ts'

const DAYS = { from: '2000-01-01', to: '2100-01-01' }
const ACTION = '/desk/edits/undo'

let site: TestSite
before(async () => {
  site = await startTestSite()
})
after(() => site.close())

const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const wordsOf = ({ html }: { html: string }) => html.replace(/<[^>]+>/g, ' ').replaceAll('&#39;', '\'').replace(/\s+/g, ' ')
const address = (person: Actor, more: Record<string, string> = {}) =>
  `/desk/edits?${new URLSearchParams({ person: person.id, language: 'uk', ...DAYS, ...more }).toString()}`

/** Ada's texts, with somebody's over two of them. */
async function flooded(): Promise<{ flood: Actor; desk: Desk & { segments: Id[] } }> {
  const { world, db } = site
  const flood = await newMember(site, 'Flo', ['translate:uk'])
  const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
  const desk = { article, source: 'en', language: 'uk', segments }
  await submit(db, world.ada, desk, Object.fromEntries(segments.map((segment, i) => [segment, `Добре ${i}`])))
  await reviewAll(db, world.rev, desk)
  await submit(db, flood, desk, { [segments[1] ?? '']: 'Спам <b>1</b>', [segments[2] ?? '']: 'Спам 2' })
  await reviewAll(db, world.rev, desk)
  return { flood, desk }
}

const textsOf = async (desk: Desk) => (await factsIn(site.db, desk.article, 'en', 'uk')).map(({ approved }) => approved?.text)

describe('the page that undoes one person’s texts, without JavaScript', () => {
  it('shows a plan and does nothing, then does what was left ticked, and says so to the person with the reason', async () => {
    const { flood, desk } = await flooded()
    const browser = await as(site.world.ed)
    const empty = await browser.get(`/desk/edits?person=${flood.id}`)
    assert.deepEqual([empty.status, await checkHtml(empty.html)], [200, []])
    assert.match(empty.html, new RegExp(`value="${flood.id}" selected`))
    const plan = await browser.get(address(flood))
    assert.deepEqual(await checkHtml(plan.html), [])
    assert.match(wordsOf(plan), /2 paragraphs to undo: Flo, Ukrainian.*Paragraph 2.*Then: approved by Rev/)
    assert.match(plan.html, /Спам &lt;b&gt;1/)
    assert.deepEqual(await textsOf(desk), ['Добре 0', 'Спам <b>1</b>', 'Спам 2'])
    const fields = fieldsIn(plan.html, ACTION).filter(([, value]) => !value.startsWith(desk.segments[2] ?? ''))
    const refused = await browser.postRaw(ACTION, fields)
    assert.equal(refused.status, 422)
    assert.match(wordsOf(refused), /Reason.*must be filled|Reason/)
    assert.deepEqual(fieldsIn(refused.html, ACTION).filter(([name]) => name === 'edit[]'), fields.filter(([name]) => name === 'edit[]'), 'what was ticked stays ticked')
    assert.deepEqual(await textsOf(desk), ['Добре 0', 'Спам <b>1</b>', 'Спам 2'])
    const done = await browser.postRaw(ACTION, fieldsIn(refused.html, ACTION).map(([name, value]) => [name, name === 'reason' ? 'Самий спам' : value] as const))
    assert.match(wordsOf(done), /One paragraph is undone.*One paragraph to undo/)
    assert.deepEqual(await textsOf(desk), ['Добре 0', 'Добре 1', 'Спам 2'])
    const told = await (await as(flood)).get('/desk')
    assert.deepEqual(await checkHtml(told.html), [])
    assert.match(wordsOf(told), /One of your texts was undone \(Ukrainian\): Ed.*Самий спам/)
    const history = await browser.get(`/desk/articles/${desk.article}/languages/uk/segments/${desk.segments[1]}`)
    assert.match(wordsOf(history), /Approval revoked by Ed.*Самий спам/)
    assert.match(wordsOf(await browser.get('/desk/ledger?act=edits')), /One person’s texts undone.*Самий спам/)
  })

  it('names what changed while the plan was read, and undoes the others', async () => {
    const { flood, desk } = await flooded()
    const browser = await as(site.world.ed)
    const plan = await browser.get(address(flood))
    await submit(site.db, site.world.bob, desk, { [desk.segments[2] ?? '']: 'Ніхто.' })
    await reviewAll(site.db, site.world.rev, desk)
    const answer = await browser.postRaw(ACTION, fieldsIn(plan.html, ACTION).map(([name, value]) => [name, name === 'reason' ? 'Спам' : value] as const))
    assert.equal(answer.status, 409)
    assert.match(wordsOf(answer), /One paragraph is undone\. One paragraph changed while you were reading.*Paragraph 3.*A later text stands here: Bob/)
    assert.deepEqual(await textsOf(desk), ['Добре 0', 'Добре 1', 'Ніхто.'])
  })

  it('selects everything or nothing by a link, and asks to tick something', async () => {
    const { flood, desk } = await flooded()
    const browser = await as(site.world.ed, 'uk')
    const none = await browser.get(address(flood, { choose: 'none' }))
    assert.deepEqual(fieldsIn(none.html, ACTION).filter(([name]) => name === 'edit[]'), [])
    const refused = await browser.postRaw(ACTION, fieldsIn(none.html, ACTION).map(([name, value]) => [name, name === 'reason' ? 'Спам' : value] as const))
    assert.deepEqual([refused.status, await checkHtml(refused.html)], [422, []])
    assert.match(wordsOf(refused), /Не вибрано жодного абзацу.*Спам/)
    assert.equal((await textsOf(desk))[1], 'Спам <b>1</b>')
  })

  it('is for those who publish the language, and refuses days that are none', async () => {
    const { flood } = await flooded()
    const other = await newMember(site, 'Eve', ['publish:en'])
    for (const person of [site.world.ada, site.world.rev, site.world.admin, other]) {
      assert.equal((await (await as(person)).get(address(person))).status, 403, person.name)
    }
    const browser = await as(site.world.ed)
    assert.equal((await browser.get(address(flood, { from: '2026-02-31' }))).status, 422)
    assert.equal((await browser.get(address(flood, { from: '2026-05-02', to: '2026-05-01' }))).status, 422)
    assert.equal((await browser.get(address(flood, { person: 'forged' }))).status, 404)
    assert.equal((await browser.get(address(flood, { after: 'forged' }))).status, 404)
    assert.match(wordsOf(await browser.get(address(site.world.sam))), /Nothing to undo here/)
  })
})
