import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { changeOriginal, publishNew } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { inPolish } from '../../test/third-language.ts'
import { childrenOf, parseXml, textIn } from '../../test/xml.ts'
import { publishEdition } from '../editions/actions.ts'

describe('the feed of editions', () => {
  let site: TestSite
  before(async () => { site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' }) })
  after(() => site.close())
  const entries = async (language: string) => childrenOf(parseXml(await (await fetch(`${site.url}/${language}/editions.xml`)).text()), 'entry')

  it('tells of each edition what it changed and what it puts right, the newest first', async () => {
    const brought = await publishNew(site, 'uk', ['Міст', 'Дощило.', 'Кінець.'])
    await changeOriginal(site, brought, { [brought.segments[1] ?? '']: 'Мрячило.' })
    await publishEdition(site.db, site.world.ed, { article: brought.article, language: 'uk', accepted: { missing: 0, behind: 0 }, correction: 'Дощу <не> було.' })
    await site.publicationChanged()
    const [second, first, ...more] = await entries('uk')
    assert.deepEqual([more.length, textIn(second, 'title'), textIn(first, 'title')], [0, 'Міст — видання 2', 'Міст — видання 1'])
    assert.equal(textIn(first, 'content'), '<p lang="uk">Перше видання.</p>')
    assert.match(textIn(second, 'content') ?? '', /^<p lang="uk">Змінено 1 абзац\.<\/p><p lang="uk">Виправлено: <span lang="uk">Дощу &lt;не&gt; було\.<\/span><\/p>$/)
    const url = childrenOf(second, 'link')[0]?.attributes['href'] ?? ''
    assert.match(await (await fetch(url)).text(), /Мрячило/)
    assert.match(url, /\/editions\/2$/)
  })

  it('speaks English of a language that the interface does not speak', async () => {
    await publishNew(await inPolish(site), 'pl', ['Most', 'Padało.'])
    const [entry] = await entries('pl')
    assert.deepEqual([textIn(entry, 'title'), textIn(entry, 'content')], ['Most — 1', '<p lang="en">First edition.</p>'])
  })
})
