import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { factsIn, isArticle, type Fact } from '../../test/linked-facts.ts'
import { checkHtml } from '../../test/markup.ts'
import { picture } from '../../test/pictures.ts'
import { addressOf, publish, publishNew, translate } from '../../test/readers.ts'
import { newMember, startTestSite } from '../../test/site.ts'
import { segmentsOf } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import { GENRES } from '../articles/genres.ts'
import { storeImage } from '../assets/actions.ts'
import { publishEdition } from '../editions/actions.ts'

describe('an article of each kind', () => {
  it('has the type that fits it, and the tags of scholars where it is cited as a work of its own', async () => {
    const site = await startTestSite()
    try {
      const found: Record<string, [unknown, boolean]> = {}
      for (const genre of GENRES) {
        const content = {
          language: 'en', siteText: null, segments: segmentsOf(`Of ${genre}`, 'Text.'), approved: true, message: '',
          details: { authors: [{ name: 'Olha Kobylianska', role: '' }, { name: 'Ivan Franko', role: '' }], topics: ['Bridges'], genre, date: null },
        }
        const brought = { ...await importArticle(site.db, site.world.ed, content), source: 'en' }
        await publish(site, brought, 'en')
        const { html } = await new Browser(site).get(await addressOf(site, brought, 'en'))
        const fact = factsIn(html).find(isArticle)
        assert.deepEqual([fact?.['author']].flat().map((one) => (one as Fact)['name']), ['Olha Kobylianska', 'Ivan Franko'])
        assert.equal([...html.matchAll(/<meta name="citation_author" content="(?:Olha Kobylianska|Ivan Franko)">/g)].length, html.includes('citation_title') ? 2 : 0)
        found[genre] = [fact?.['@type'], /<meta name="citation_publication_date" content="\d{4}\/\d\d\/\d\d">/.test(html)]
        assert.equal(html.includes('citation_technical_report_institution'), genre === 'report')
      }
      assert.deepEqual(found, {
        article: ['Article', false], essay: ['Article', false], analysis: ['AnalysisNewsArticle', true], report: ['Report', true],
        news: ['NewsArticle', false], reportage: ['ReportageNewsArticle', false], interview: ['NewsArticle', false],
        opinion: ['OpinionNewsArticle', false], review: ['Article', false], speech: ['Article', false], document: ['Article', true], letter: ['Article', false],
      })
    } finally {
      await site.close()
    }
  })
})

describe('a language that the interface does not speak', () => {
  it('has a head of its own, with its region and without a word of another', async () => {
    const site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl,de' })
    try {
      const editor = await newMember(site, 'Ola', ['publish:pl'])
      const details = { authors: [{ name: 'Zofia Nałkowska', role: '' }], topics: ['Mosty'], genre: 'analysis' as const, date: null }
      const { article } = await importArticle(site.db, editor, {
        language: 'pl', siteText: null, segments: segmentsOf('Cichy most', 'Padało do rana.'), approved: true, message: '', details,
      })
      await publishEdition(site.db, editor, { article, language: 'pl', accepted: { missing: 0, behind: 0 } })
      await site.publicationChanged()
      const { html } = await new Browser(site).get('/pl/articles/cichy-most')
      assert.deepEqual(await checkHtml(html), [])
      assert.match(html, /og:locale" content="pl_PL"/)
      const [fact] = factsIn(html)
      const said = ['inLanguage', 'description', 'genre', 'translationOfWork'].map((key) => fact?.[key])
      assert.deepEqual(said, ['pl', 'Padało do rana.', undefined, undefined])
      const links = [...html.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"/g)].map(([, language, href]) => [language, href])
      const address = `${site.url}/pl/articles/cichy-most`
      assert.deepEqual(links, [['pl', address], ['x-default', address]])
      for (const language of ['pl', 'de']) assert.equal((await new Browser(site).once('GET', `/${language}/card.png`)).status, 200)
      assert.match((await new Browser(site).get('/de/')).html, /og:locale" content="de_DE"/)
    } finally {
      await site.close()
    }
  })
})

describe('the picture of a shared link', () => {
  it('is the first picture of the article where it is large enough and has words in the language, else the card', async () => {
    const site = await startTestSite()
    try {
      const imageOf = async (width: number, height: number, seed: number) => {
        const { hash } = await storeImage(site.db, site.world.ed, 'en', await picture(width, height, 'png', seed))
        const article = await publishNew(site, 'en', [
          { kind: 'title', level: 0, list: null, text: `Picture ${width} by ${height}` }, { kind: 'image', level: 0, list: null, text: 'A bridge', asset: hash }, 'Text.',
        ])
        const { html } = await new Browser(site).get(await addressOf(site, article, 'en'))
        return { article, hash, said: /og:image" content="([^"]*)"/.exec(html)?.[1]?.replace(site.url, ''), alt: /og:image:alt" content="([^"]*)"/.exec(html)?.[1] }
      }
      const large = await imageOf(1200, 630, 11)
      assert.deepEqual([large.said, large.alt], [`/images/${large.hash}`, 'A bridge'])
      for (const [at, [width, height]] of ([[1199, 700], [1300, 629], [1200, 1300]] as const).entries()) {
        const { said, alt } = await imageOf(width, height, 12 + at)
        assert.deepEqual([said, alt], [`/en/articles/picture-${width}-by-${height}/card.png`, `Picture ${width} by ${height} — Zvirka`])
      }
      await translate(site, large.article, 'uk', ['Картина', '', 'Текст.'])
      await publish(site, large.article, 'uk', { missing: 1 })
      const { html } = await new Browser(site).get(await addressOf(site, large.article, 'uk'))
      assert.match(html, /og:image" content="[^"]*\/uk\/articles\/kartyna\/card\.png"/, 'its words would be English')
    } finally {
      await site.close()
    }
  })
})
