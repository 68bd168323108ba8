import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newSigned } from '../../test/articles.ts'
import { Browser } from '../../test/browser.ts'
import { choicesIn, fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import type { Actor } from '../people/model.ts'
import { publishEdition } from '../editions/actions.ts'
import type { NewDetails } from './details.ts'
import { readDetails } from './details-store.ts'
import { findArticle } from './store.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const detailsOf = async (article: string) => readDetails(site.db, await findArticle(site.db, article))

type Fields = [name: string, value: string][]
const put = (fields: Fields, name: string, ...values: string[]): Fields =>
  [...fields.filter(([one]) => one !== name), ...values.map((value): [string, string] => [name, value])]

async function openForm(details?: Partial<NewDetails>) {
  const { article, segments } = await newSigned(site.world, 'en', ['The quiet bridge', 'Ada Hill', 'poet'], details)
  const path = `/desk/articles/${article}/details`
  const browser = await as(site.world.ed)
  const fields = async (): Promise<Fields> => {
    const { html } = await browser.get(path)
    return [...fieldsIn(html, path), ...choicesIn(html, path)]
  }
  return { article, path, browser, fields, byline: `author-${segments[1] ?? ''}` }
}

describe('the page of an article’s details', () => {
  it('saves what is chosen for both languages and says so, without scripts', async () => {
    const { article, path, browser, fields, byline } = await openForm()
    let form = put(await fields(), 'genre', 'essay')
    form = put(put(put(form, 'date', '10.12.2025'), 'new_topic_uk', 'Мости'), byline, 'new')
    const { status, url, html } = await browser.postRaw(path, form)
    assert.deepEqual([status, new URL(url).search], [200, '?done=saved'])
    assert.match(html, /role="status">Saved\./)
    const { genre, date, topics, authors } = await detailsOf(article)
    assert.deepEqual([genre, date, topics.length, authors.length], ['essay', '2025-12-10', 1, 1])
    const again = await fields()
    assert.deepEqual(again.filter(([name]) => ['genre', 'date', byline].includes(name)).map(([, value]) => value).sort(), ['2025-12-10', authors[0]?.author, 'essay'].sort())
    assert.equal(again.filter(([name]) => name === 'topic[]').length, 1)
  })

  it('takes a topic and an author away again', async () => {
    const { article, path, browser, fields, byline } = await openForm({ topics: ['Herons'], authors: [{ name: 'Ada Hill', role: 'poet' }] })
    await browser.postRaw(path, put(put(await fields(), 'topic[]'), byline, ''))
    assert.deepEqual(await detailsOf(article), { genre: null, date: null, topics: [], authors: [] })
  })

  it('says what is wrong and keeps all that was typed', async () => {
    const { path, browser, fields, byline } = await openForm({ topics: ['Storks'] })
    let form = put(await fields(), 'date', 'торік')
    form = put(put(put(form, 'genre', 'letter'), 'new_topic_en', 'x'.repeat(201)), byline, 'new')
    const { status, html } = await browser.postRaw(path, form)
    assert.equal(status, 422)
    assert.match(html, /<a href="#date">/)
    assert.match(html, /<a href="#new_topic_en">/)
    const kept = new Map([...fieldsIn(html, path), ...choicesIn(html, path)])
    assert.deepEqual([kept.get('date'), kept.get('genre'), kept.get('new_topic_en'), kept.get(byline)], ['торік', 'letter', 'x'.repeat(201), 'new'])
    assert.equal(kept.has('topic[]'), true)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('shows mine and theirs when somebody was faster, overwrites nothing, and saves mine when I say so again', async () => {
    const { article, path, browser, fields } = await openForm({ genre: 'essay' })
    const mine = put(put(await fields(), 'genre', 'letter'), 'new_topic_en', 'Letters')
    await browser.postRaw(path, put(await fields(), 'genre', 'report'))
    const refused = await browser.postRaw(path, mine)
    assert.equal(refused.status, 409)
    assert.match(refused.html, /What is saved now[\s\S]*report[\s\S]*What is in your form[\s\S]*letter[\s\S]*Letters/)
    assert.deepEqual(await checkHtml(refused.html), [])
    assert.equal((await detailsOf(article)).genre, 'report')
    const kept = [...fieldsIn(refused.html, path), ...choicesIn(refused.html, path)]
    assert.equal((await browser.postRaw(path, kept)).status, 200)
    assert.equal((await detailsOf(article)).genre, 'letter')
  })

  it('names the author who would stand there twice', async () => {
    const { path, browser, fields, byline } = await openForm({ authors: [{ name: 'Ada Hill', role: '' }] })
    const form = await fields()
    const { status, html } = await browser.postRaw(path, put(form, 'add_author', form.find(([name]) => name === byline)?.[1] ?? ''))
    assert.equal(status, 422)
    assert.match(html, /Choose somebody else: this person is among the authors already/)
    assert.deepEqual(await checkHtml(html), [])
  })

  const forged: [string, (fields: Fields) => Fields, number][] = [
    ['an unknown field', (fields) => put(fields, 'original_date', 'x'), 422], ['no mark of what was shown', (fields) => put(fields, 'shown'), 422],
    ['a kind that is none', (fields) => put(fields, 'genre', 'poem'), 422], ['a topic that never was', (fields) => put(fields, 'topic[]', '0'.repeat(22)), 404],
    ['a topic that is no id', (fields) => put(fields, 'topic[]', "' or 1=1"), 422], ['a byline of nobody', (fields) => put(fields, `author-${'0'.repeat(22)}`, 'new'), 422],
    ['a foreign mark', (fields) => put(fields, 'shown', 'a'.repeat(64)), 409], ['two marks', (fields) => [...fields, ['shown', 'x']], 422],
    ['__proto__', (fields) => put(fields, '__proto__', 'x'), 422], ['a thousand topics', (fields) => put(fields, 'topic[]', ...Array.from({ length: 1000 }, () => '0'.repeat(22))), 422],
  ]
  for (const [what, forge, expected] of forged) {
    it(`refuses ${what} and changes nothing`, async () => {
      const { article, path, browser, fields } = await openForm({ genre: 'essay', topics: ['Cranes'] })
      const before = await detailsOf(article)
      assert.equal((await browser.postRaw(path, forge(put(await fields(), 'genre', 'letter')))).status, expected)
      assert.deepEqual(await detailsOf(article), before)
    })
  }

  it('is read by others, who get no form and no way to send one', async () => {
    const { article, path, fields } = await openForm({ genre: 'essay', topics: ['Swans'] })
    const form = await fields()
    for (const person of [site.world.ada, await newMember(site, 'Ukrainian publisher', ['publish:uk'])]) {
      const browser = await as(person)
      const { html, status } = await browser.get(path)
      assert.equal(status, 200)
      assert.match(html, /essay[\s\S]*Swans[\s\S]*in the language of the original \(English\) can change/)
      assert.throws(() => fieldsIn(html, path))
      assert.equal((await browser.post('/desk/account', path, form)).status, 403)
    }
    assert.equal((await detailsOf(article)).genre, 'essay')
  })

  it('shows names as they are typed, whatever they hold', async () => {
    const { path, browser, fields } = await openForm()
    const name = '<script>alert(1)</script>" onload="x'
    const { html } = await browser.postRaw(path, put(await fields(), 'new_topic_en', name))
    assert.ok(html.includes('&lt;script&gt;alert(1)&lt;/script&gt;&#34; onload=&#34;x'))
    assert.ok(!html.includes('<script>alert'))
    assert.deepEqual(await checkHtml(html), [])
  })

  it('keeps three dates apart: the original’s, when each language was published, and when it was updated (P47)', async () => {
    const { article, path, browser } = await openForm({ date: '2019-03-01' })
    await publishEdition(site.db, site.world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
    await site.db.updateTable('publication').set({ first_published_at: '2024-05-06T08:00:00.000Z', published_at: '2025-07-08T08:00:00.000Z' })
      .where('article_id', '=', article).execute()
    assert.match((await browser.get(path)).html, /datetime="2019-03-01"[\s\S]*datetime="2024-05-06T08[\s\S]*datetime="2025-07-08T08/)
  })

  it('speaks both languages in valid HTML', async () => {
    const { path } = await openForm({ genre: 'essay', topics: ['Ravens'], authors: [{ name: 'Ada Hill', role: '' }] })
    for (const [language, words] of [['uk', 'Відомості про статтю'], ['en', 'Details of the article']] as const) {
      const { html } = await (await as(site.world.ed, language)).get(path)
      assert.ok(html.includes(`<h1>${words}</h1>`))
      assert.deepEqual(await checkHtml(html), [])
    }
  })

  it('answers 404 for an article that never was', async () => {
    const browser = await as(site.world.ed)
    for (const id of ['0'.repeat(22), 'x', '%00']) assert.equal((await browser.get(`/desk/articles/${id}/details`)).status, 404)
  })

  it('offers one author to choose where several share a name, and never chooses by itself', async () => {
    await openForm({ authors: [{ name: 'Zed Same', role: '' }] })
    const { article } = await newSigned(site.world, 'en', ['Another', 'zed SAME'])
    const { html } = await (await as(site.world.ed)).get(`/desk/articles/${article}/details`)
    assert.match(html, /<optgroup label="Similar names">\s*<option value="\w{22}" lang="en">Zed Same<\/option>/)
    assert.equal(choicesIn(html, `/desk/articles/${article}/details`).find(([name]) => name.startsWith('author-'))?.[1], '')
  })
})
