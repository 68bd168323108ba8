import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { Browser } from '../../test/browser.ts'
import { shelve } from '../../test/library.ts'
import { addressOf, publishNew, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'

describe('what to read next', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const titlesOf = async (article: Brought) => {
    const [related = ''] = /<section class="related"[\s\S]*?<\/section>/.exec((await new Browser(site).get(await addressOf(site, article, article.source))).html) ?? []
    return [...related.matchAll(/<h3[^>]*><a[^>]*>([^<]+)/g)].map(([, title]) => title)
  }

  it('is what shares most topics, then the author, then what came out just before; nothing of another language', async () => {
    const of = (title: string, author: string, topics: string[], language = 'en') => shelve(site, { language, title, author, topics })
    await publishNew(site, 'en', ['Mission', 'To write.'], 'mission')
    for (const n of [1, 2, 3, 4]) await of(`Old ${n}`, `Somebody ${n}`, [])
    await of('One topic', 'Zeta', ['Rivers'])
    await of('Українською', 'Ada', ['Rivers', 'Trade'], 'uk')
    const middle = await of('Middle', 'Ada', ['Rivers', 'Trade'])
    assert.deepEqual(await titlesOf(middle), ['One topic', 'Old 4', 'Old 3', 'Old 2'])
    await of('Both topics', 'Beta', ['Trade', 'Rivers'])
    await of('Same author', 'Ada', [])
    await of('Nothing in common', 'Gamma', ['Bees'])
    assert.deepEqual(await titlesOf(middle), ['Both topics', 'One topic', 'Same author', 'Old 4'])
  })

  it('is at most four others of the language, each once, whatever is published; and those without ties are older', async () => {
    const some = fc.record({ topics: fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'), { maxLength: 3 }), author: fc.constantFrom('P', 'Q', 'R', 'S', 'T', 'U') })
    let run = 0
    await fc.assert(fc.asyncProperty(fc.array(some, { minLength: 5, maxLength: 8 }), async (all) => {
      const made: { article: Brought; title: string; topics: string[]; author: string }[] = []
      run += 1
      for (const [at, one] of all.entries()) {
        const title = `T ${run} ${at}`
        made.push({ ...one, title, article: await shelve(site, { language: 'uk', title, ...one }) })
      }
      for (const [at, one] of made.entries()) {
        const found = await titlesOf(one.article)
        assert.ok(found.length <= 4 && new Set(found).size === found.length && !found.includes(one.title), `${found.join()} beside ${one.title}`)
        const newer = made.slice(at + 1).filter(({ title }) => found.includes(title))
        for (const other of newer) assert.ok(other.author === one.author || other.topics.some((topic) => one.topics.includes(topic)), `${other.title} beside ${one.title}`)
      }
    }), { numRuns: 4 })
  })
})
