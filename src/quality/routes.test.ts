import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { browserOf } from '../../test/review-room.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newArticle, shownOf, submit } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import type { Actor } from '../people/model.ts'
import { writeSettings } from '../people/settings.ts'
import { reviewSubmission } from '../reviews/actions.ts'
import type { NewMark } from './marks.ts'

const PAGE = '/desk/quality'

describe('the page of quality marks', () => {
  let site: TestSite
  let evil: Actor
  before(async () => {
    site = await startTestSite()
    evil = await newMember(site, '=HYPERLINK("x")', ['translate:en'])
    assert.match((await (await browserOf(site, site.world.ada)).get(PAGE)).html, /switched off[\s\S]*Nothing was judged in these days/)
    await transact(site.db, (tx) => writeSettings(tx, { qualityMarks: true }))
    await judge(site.world.ada, 'uk', [{ category: 'accuracy', severity: 'major', words: '', comment: '' }, { category: 'style', severity: 'minor', words: '', comment: '' }])
    await judge(site.world.bob, 'uk', [])
    await judge(evil, 'en', [{ category: 'markup', severity: 'critical', words: '', comment: '' }])
  })
  after(() => site.close())

  /** One paragraph of four words, translated, marked and approved. */
  async function judge(translator: Actor, language: string, marks: NewMark[]): Promise<void> {
    const source = language === 'uk' ? 'en' : 'uk'
    const { article, segments } = await newArticle(site.world, source, ['T', 'It rained three days.'])
    const desk = { article, source, language }
    const { submission } = await submit(site.db, translator, desk, { [segments[1] ?? '']: 'Щось інше.' })
    const facts = (await factsIn(site.db, article, source, language))[1] ?? assert.fail()
    await reviewSubmission(site.db, site.world.rev, submission ?? '', [{ ...shownOf(facts), outcome: 'approve', marks }])
  }

  const rowsIn = (html: string) => [...(/<tbody>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? '').matchAll(/<tr>([\s\S]*?)<\/tr>/g)]
    .map(([, row = '']) => [...row.matchAll(/<t[hd][^>]*>(?:<b>)?([^<]*)/g)].map(([, cell]) => cell))

  it('counts words, marks, penalty and points per thousand words, by translator and language', async () => {
    const { html } = await (await browserOf(site, site.world.admin)).get(PAGE)
    assert.deepEqual(rowsIn(html), [
      ['=HYPERLINK(&#34;x&#34;)', 'English', '1', '4', '0', '0', '1', '25', '6,250'],
      ['Ada', 'Ukrainian', '1', '4', '1', '1', '0', '6', '1,500'],
      ['Bob', 'Ukrainian', '1', '4', '0', '0', '0', '0', '0'],
    ])
    assert.match(html, /minor: 1, major: 5,? and critical: 25/)
    assert.match(html, /<th scope="row">Markup<\/th><td[^>]*>0<\/td><td[^>]*>0<\/td><td[^>]*>1<\/td>/)
  })

  it('shows translators their own texts, reviewers those of their languages, and administrators all', async () => {
    const reviewer = await newMember(site, 'Rea', ['review:en'])
    for (const [person, names] of [
      [site.world.ada, ['Ada']], [site.world.bob, ['Ada', 'Bob']], [site.world.rev, ['=HYPERLINK(&#34;x&#34;)', 'Ada', 'Bob']], [reviewer, ['=HYPERLINK(&#34;x&#34;)']],
      [site.world.ed, []], [site.world.admin, ['=HYPERLINK(&#34;x&#34;)', 'Ada', 'Bob']],
    ] as const) {
      const browser = await browserOf(site, person)
      assert.deepEqual(rowsIn((await browser.get(PAGE)).html).map(([name]) => name).filter((name) => name !== 'Accuracy'), names, person.name)
      assert.equal((await browser.get(`${PAGE}/file`)).html.trim().split('\r\n').length - 1, names.length, person.name)
    }
  })

  it('counts the days that are asked for, the last one whole, and no others', async () => {
    const admin = await browserOf(site, site.world.admin)
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Kyiv' }).format(new Date())
    const rows = async (from: string, to: string) => rowsIn((await admin.get(`${PAGE}?from=${from}&to=${to}`)).html).length
    assert.equal(await rows('2020-01-01', '2020-12-31'), 0)
    assert.equal(await rows(today, today), 3)
    for (const [from, to] of [['2020-02-30', today], [today, '2020-01-01'], ['x', 'y'], ['', '']] as const) {
      const wrong = await admin.get(`${PAGE}?from=${from}&to=${to}`)
      assert.equal(wrong.status, 422)
      assert.match(wrong.html, /These are no days of a calendar/)
      assert.deepEqual(await checkHtml(wrong.html), [])
      assert.equal((await admin.get(`${PAGE}/file?from=${from}&to=${to}`)).status, 422)
    }
  })

  it('is a file that no program takes for formulas', async () => {
    const { html, headers } = await (await browserOf(site, site.world.admin)).get(`${PAGE}/file?from=2026-01-01&to=2100-01-01`)
    assert.match(headers.get('content-disposition') ?? '', /quality-2026-01-01-2100-01-01\.csv/)
    const [head = '', first = ''] = html.replace('\ufeff', '').split('\r\n')
    assert.match(head, /^translator,language,from,to,paragraphs,words,penalty,score,accuracy_minor,/)
    assert.match(first, /^"'=HYPERLINK\(""x""\)",en,2026-01-01,2100-01-01,1,4,25,6250,0,/)
  })

  it('is reached from the review queue and from the settings, and is valid HTML in both languages', async () => {
    for (const language of ['en', 'uk']) {
      const rev = await browserOf(site, site.world.rev, language)
      assert.match((await rev.get('/desk/reviews')).html, /href="\/desk\/quality"/)
      assert.deepEqual(await checkHtml((await rev.get(PAGE)).html), [])
    }
    assert.match((await (await browserOf(site, site.world.admin)).get('/desk/settings')).html, /href="\/desk\/quality"/)
  })
})
