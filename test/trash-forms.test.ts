import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { putAway } from '../src/articles/archive-actions.ts'
import { scheduleEditions } from '../src/editions/schedule-actions.ts'
import type { Actor } from '../src/people/model.ts'
import { dump } from './articles.ts'
import { actionsIn, choicesIn, fieldsIn } from './forms.ts'
import { ask, RIGHTS } from './roles.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'
import { newArticle, reviewAll, submit, translateAll, type } from './world.ts'

/** What people typed for themselves alone is kept wherever the article is. */
const OWN = ['draft', 'review_draft', 'send_draft', 'session']
const WHOLE = { missing: 0, behind: 0 }

describe('forms of an article that went to the trash while they stood open', () => {
  let site: TestSite
  let max: Actor
  before(async () => {
    site = await startTestSite()
    max = await newMember(site, 'Max', RIGHTS)
  })
  after(() => site.close())

  /** An article with something waiting for everybody, and the pages on which one can do it. */
  async function busyPages(): Promise<{ article: string; pages: string[] }> {
    const { db, world: { ada, rev, ed } } = site
    const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'One.', 'Two.', 'Three.', 'Four.'])
    const desk = { article, source: 'en', language: 'uk' }
    await translateAll(site.world, desk, ['Тихий міст', 'Один.', 'Два.', 'Три.', 'Чотири.'])
    const [, one = '', two = '', three = '', four = ''] = segments
    const mine = (await submit(db, max, desk, { [one]: 'Раз.' })).submission
    const edited = (await submit(db, max, desk, { [two]: 'Двійка.' })).submission
    await reviewAll(db, rev, desk, ({ segment }) => segment === two ? { outcome: 'edit', text: 'Дві.' } : { outcome: 'return', reason: 'Ні.' })
    const again = (await submit(db, max, desk, { [three]: 'Трійка.' })).submission
    const theirs = (await submit(db, ada, desk, { [four]: 'Четвірка.' })).submission
    await type(db, max, desk, segments[0] ?? '', 'Тихенький міст')
    await scheduleEditions(db, ed, [{ article, language: 'en', accepted: WHOLE }], new Date(Date.now() + 3_600_000).toISOString())
    const room = `/desk/articles/${article}`
    return { article, pages: [
      `${room}/details`, `${room}/archive`, `${room}/languages/uk`, `${room}/languages/en`, `${room}/languages/uk/segments/${one}`,
      `${room}/languages/uk/segments/${two}`, `${room}/languages/uk/editions`, `${room}/languages/en/editions`,
      ...[mine, edited, again, theirs].map((submission) => `/desk/submissions/${submission}`),
      `/desk/submissions/${theirs}/rest`, `/desk/submissions/${theirs}/return`,
    ] }
  }

  it('change nothing but what people typed for themselves; what was planned can only be called off', async () => {
    const { article, pages } = await busyPages()
    const forms: [action: string, fields: [string, string][]][] = []
    for (const page of pages) {
      const html = await (await ask(site, max, 'GET', page)).text()
      const own = actionsIn(html).filter((action) => action.startsWith('/desk/') && !action.endsWith('/restore'))
      for (const action of new Set(own)) forms.push([action, [...fieldsIn(html, action), ...choicesIn(html, action)]])
    }
    await putAway(site.db, site.world.ed, { article, to: 'trash', reason: 'A check' })
    const before = await dump(site.db, OWN)
    const changed: string[] = []
    const pressed = new Set(['', ...forms.flatMap(([, fields]) => fields.flatMap(([name]) => name.split(':')[1] ?? []))])
    for (const [action, fields] of forms) {
      for (const id of action.endsWith('/drafts') && !action.includes('submissions') ? pressed : ['']) {
        for (const act of id === '' ? [''] : ['send', 'withdraw', 'give_up', 'fits', 'discard']) {
          const filled = fields.map(([name, value]): [string, string] =>
            [name, name.startsWith('outcome:') ? 'approve' : /^(?:reason|message|note)\b/.test(name) ? 'A check' : value])
          const { status } = await ask(site, max, 'POST', action, act === '' ? filled : [...filled.filter(([name]) => name !== 'do'), ['do', `${act}:${id}`]])
          const now = await dump(site.db, OWN)
          const tables = [...now].flatMap(([table, rows]) => rows.join() === before.get(table)?.join() ? [] : [table])
          if (tables.length > 0 || status >= 500) changed.push(`${status} ${action} ${act}: ${tables.join(' ')}`)
          for (const table of tables) before.set(table, now.get(table) ?? [])
        }
      }
    }
    assert.ok(forms.length >= 14, `${forms.length} forms`)
    assert.deepEqual(changed.filter((one) => !/^303 \/desk\/schedules\/\w+\/cancellations /.test(one)), [])
  })
})
