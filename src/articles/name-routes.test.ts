import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newSigned } from '../../test/articles.ts'
import { Browser } from '../../test/browser.ts'
import { actionsIn, fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { translateAll } from '../../test/world.ts'
import type { Actor } from '../people/model.ts'
import { findAuthor, listAuthors } from './authors.ts'
import { addTopic } from './topic-actions.ts'
import { findTopic } from './topics.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const topic = async (names: Record<string, string>) => addTopic(site.db, site.world.ed, names)
const author = async (title: string, name: string, role = '') => {
  const { article } = await newSigned(site.world, 'en', [title, name, role], { authors: [{ name, role }] })
  const id = (await listAuthors(site.db)).find(({ names }) => names.some((one) => one.name === name))?.id ?? assert.fail('no author')
  return { article, id }
}
const namesOf = async (id: string) => (await findTopic(site.db, id)).names.map(({ name }) => name)

describe('the topics', () => {
  it('are listed with their names in each language and the number of their articles', async () => {
    const id = await topic({ uk: 'Мости', en: 'Bridges' })
    await newSigned(site.world, 'en', ['Bridges', 'Ada Hill'], { topics: ['Bridges'] })
    const { html } = await (await as(site.world.ada)).get('/desk/topics')
    assert.match(html, new RegExp(`href="/desk/topics/${id}" lang="uk">Мости</a>[\\s\\S]*?lang="en">Bridges<[\\s\\S]*?1 article<`))
    assert.ok(!actionsIn(html).includes('/desk/topics') || !/method="post" action="\/desk\/topics"/.test(html))
    assert.deepEqual(await checkHtml(html), [])
  })

  it('are found by a part of any name', async () => {
    await topic({ uk: 'Залізниця', en: 'Railways' })
    const browser = await as(site.world.ed)
    for (const [query, found] of [['заліз', true], ['RAIL', true], ['шосе', false]] as const) {
      const { html } = await browser.get(`/desk/topics?q=${encodeURIComponent(query)}`)
      assert.equal(html.includes('Railways'), found)
      assert.deepEqual(await checkHtml(html), [])
    }
  })

  it('are added with a name in one language at least, and never twice', async () => {
    const browser = await as(site.world.ed)
    assert.match((await browser.post('/desk/topics', '/desk/topics', { name_uk: '', name_en: 'Gardens' })).html, /Topic added[\s\S]*Gardens/)
    for (const [fields, problem] of [[{ name_uk: '', name_en: '' }, /Fill in/], [{ name_uk: 'Сади', name_en: 'gardens' }, /./], [{ name_uk: 'x'.repeat(201), name_en: '' }, /./]] as const) {
      const { status, html } = await browser.post('/desk/topics', '/desk/topics', fields)
      assert.equal(status, 422)
      assert.match(html, problem)
      assert.ok(html.includes(`value="${fields.name_uk}"`))
      assert.deepEqual(await checkHtml(html), [])
    }
  })

  it('are renamed; whoever is slower is shown the names as they are and keeps what they typed', async () => {
    const id = await topic({ uk: 'Дерева' })
    const [browser, path] = [await as(site.world.ed), `/desk/topics/${id}`]
    const { html } = await browser.get(path)
    const slow = fieldsIn(html, path).map(([name, value]): [string, string] => [name, name === 'name_en' ? 'Slow' : value])
    assert.match((await browser.postRaw(path, slow.map(([name, value]): [string, string] => [name, name === 'name_en' ? 'Trees' : value]))).html, /Saved\./)
    const refused = await browser.postRaw(path, slow)
    assert.equal(refused.status, 409)
    assert.match(refused.html, /role="alert"[\s\S]*Trees[\s\S]*value="Slow"/)
    assert.deepEqual(await checkHtml(refused.html), [])
    assert.deepEqual(await namesOf(id), ['Trees', 'Дерева'])
    await browser.postRaw(path, fieldsIn(refused.html, path))
    assert.deepEqual(await namesOf(id), ['Slow', 'Дерева'])
  })

  it('merge after a page that says what will happen; the old address leads to the one that stays', async () => {
    const [kept, gone] = [await topic({ uk: 'Ріки' }), await topic({ uk: 'Річки', en: 'Rivers' })]
    const browser = await as(site.world.ed)
    const choice = await browser.get(`/desk/topics/${kept}/merge`)
    assert.match(choice.html, new RegExp(`<option value="${gone}"`))
    assert.ok(!choice.html.includes(`<option value="${kept}"`))
    assert.deepEqual(await checkHtml(choice.html), [])
    const confirm = await browser.get(`/desk/topics/${kept}/merge?other=${gone}`)
    assert.match(confirm.html, /Stays[\s\S]*Ріки[\s\S]*Goes[\s\S]*Річки/)
    assert.deepEqual(await checkHtml(confirm.html), [])
    const action = `/desk/topics/${kept}/merges`
    const { html } = await browser.postRaw(action, fieldsIn(confirm.html, action))
    assert.match(html, /Merged\./)
    assert.equal((await browser.get(`/desk/topics/${gone}`)).url, `${site.url}/desk/topics/${kept}`)
    assert.deepEqual(await namesOf(gone), ['Rivers', 'Ріки'])
  })

  it('are deleted while no article has them', async () => {
    const id = await topic({ uk: 'Зайва' })
    const browser = await as(site.world.ed)
    assert.match((await browser.post(`/desk/topics/${id}`, `/desk/topics/${id}/deletions`, {})).html, /Topic deleted/)
    assert.equal((await browser.get(`/desk/topics/${id}`)).status, 404)
  })

  it('answer forged addresses and forms', async () => {
    const [id, browser] = [await topic({ uk: 'Справжня' }), await as(site.world.ed)]
    for (const path of ['/desk/topics/x', `/desk/topics/${'0'.repeat(22)}`, `/desk/topics/${id}/merge?other=x`, `/desk/topics/${id}/merge?other=${'0'.repeat(22)}`]) {
      assert.equal((await browser.get(path)).status, 404, path)
    }
    const posts: [path: string, fields: Record<string, string>, status: number][] = [
      [`/desk/topics/${id}`, { name_uk: 'Інша', name_en: '', shown: 'x', extra: '1' }, 422], [`/desk/topics/${id}/merges`, { other: 'x', shown: 'y' }, 422],
      [`/desk/topics/${id}/merges`, { other: '0'.repeat(22), shown: 'y' }, 404], [`/desk/topics/${'0'.repeat(22)}/deletions`, {}, 404],
    ]
    for (const [path, fields, status] of posts) assert.equal((await browser.post(`/desk/topics/${id}`, path, fields)).status, status, path)
    assert.deepEqual(await namesOf(id), ['Справжня'])
  })
})

describe('the authors', () => {
  it('show where their names are spelled unlike their record', async () => {
    const { article, id } = await author('One', 'Olha Sova', 'poet')
    await translateAll(site.world, { article, source: 'en', language: 'uk' }, ['Один', 'Ольга Сова', 'поетка', 'Дощ.'])
    const [browser, path] = [await as(site.world.ed), `/desk/authors/${id}`]
    const fields = fieldsIn((await browser.get(path)).html, path)
    const { html } = await browser.postRaw(path, fields.map(([name, value]): [string, string] => [name, name === 'name_uk' ? 'Ольга Совá' : value]))
    assert.match(html, /Saved\.[\s\S]*lang="uk">Ольга Сова<\/span> \(spelled differently\)/)
    assert.doesNotMatch(html, /Olha Sova<\/span> \(spelled/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('are spelled with a name for every role, and keep what was typed', async () => {
    const { id } = await author('Two', 'Petro Yar')
    const [browser, path] = [await as(site.world.ed), `/desk/authors/${id}`]
    const fields = fieldsIn((await browser.get(path)).html, path).map(([name, value]): [string, string] => [name, name === 'role_uk' ? 'лікар' : value])
    const { status, html } = await browser.postRaw(path, fields)
    assert.equal(status, 422)
    assert.match(html, /<a href="#name_uk">/)
    assert.match(html, /value="лікар"/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('merge when one person was recorded twice, and do not when both stand in one article', async () => {
    const [one, two] = [await author('Three', 'Ivan Dub'), await author('Four', 'I. Dub')]
    const browser = await as(site.world.ed)
    const action = `/desk/authors/${one.id}/merges`
    const { html } = await browser.get(`/desk/authors/${one.id}/merge?other=${two.id}`)
    assert.match((await browser.postRaw(action, fieldsIn(html, action))).html, /Merged\.[\s\S]*Three|Merged\.[\s\S]*Four/)
    assert.equal((await findAuthor(site.db, two.id)).articles, 2)

    const { article } = await newSigned(site.world, 'en', ['Five', 'A. Lys'], { authors: [{ name: 'A. Lys', role: '' }, { name: 'B. Lys', role: '' }] })
    const [a, b] = await site.db.selectFrom('article_author').select('author_id').where('article_id', '=', article).orderBy('position').execute()
    const path = `/desk/authors/${a?.author_id ?? ''}`
    const confirm = await browser.get(`${path}/merge?other=${b?.author_id ?? ''}`)
    const refused = await browser.postRaw(`${path}/merges`, fieldsIn(confirm.html, `${path}/merges`))
    assert.equal(refused.status, 409)
    assert.match(refused.html, /they are two people/)
    assert.deepEqual(await checkHtml(refused.html), [])
  })

  it('are changed by publishers alone and read by all who work here', async () => {
    const { id } = await author('Six', 'Ganna Mak')
    const browser = await as(site.world.ada)
    const { html, status } = await browser.get(`/desk/authors/${id}`)
    assert.equal(status, 200)
    assert.ok(!actionsIn(html).includes(`/desk/authors/${id}`))
    assert.equal((await browser.post('/desk/account', `/desk/authors/${id}`, { name_en: 'X', name_uk: '', role_en: '', role_uk: '', shown: '' })).status, 403)
    assert.equal((await browser.get(`/desk/authors/${id}/merge?other=${id}`)).status, 403)
  })

  it('speak Ukrainian in valid HTML', async () => {
    const { id } = await author('Seven', 'Roman Lin')
    const browser = await as(site.world.ed, 'uk')
    for (const path of ['/desk/authors', `/desk/authors/${id}`, '/desk/topics']) {
      const { html } = await browser.get(path)
      assert.match(html, /<h1[^>]*>(Автори|Теми|Roman Lin)</)
      assert.deepEqual(await checkHtml(html), [])
    }
  })
})
