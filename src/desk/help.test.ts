import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { unknownLabels } from '../../test/rules/labels.ts'
import { localeOf, readLocales } from '../../test/rules/locales.ts'
import { englishFaults, ukrainianFaults } from '../../test/rules/wording.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { ROUTES } from '../people/route-table.ts'
import { deskMenu } from '../web/menu.ts'
import { HELP_TOPICS, helpPage } from './help.ts'

const LANGUAGES = ['uk', 'en'] as const
const locales = readLocales('locales')
const textOf = (language: string, topic: string) => readFileSync(`locales/${language}/help/${topic}.md`, 'utf8')
const localeIn = (language: string) => locales.find((locale) => locale.language === language) ?? assert.fail(language)

describe('help', () => {
  for (const language of LANGUAGES) {
    it(`has a page for everything, and no other file, in ${language}`, () => {
      assert.deepEqual(readdirSync(`locales/${language}/help`).sort(), HELP_TOPICS.map((topic) => `${topic}.md`).sort())
    })
    it(`names only what stands on the screen, in ${language}`, () => {
      assert.deepEqual(HELP_TOPICS.flatMap((topic) => unknownLabels(textOf(language, topic), localeIn(language))), [])
    })
    it(`is written as the rest of the interface, in ${language}`, () => {
      const words = localeOf(language, { help: Object.fromEntries(HELP_TOPICS.map((topic) => [topic, textOf(language, topic).replaceAll(/\]\([^)]*\)/g, ']')])) })
      assert.deepEqual(language === 'uk' ? ukrainianFaults(words) : englishFaults(words), [])
    })
    it(`tells of every key there is and of no other, with the same words, in ${language}`, () => {
      const keyboard = textOf(language, 'keyboard')
      const lines = keyboard.split('\n').filter((line) => line.startsWith('- '))
      assert.deepEqual(lines, keysOnScreen(language))
    })
  }
  it('says the same in both languages: the same kinds of paragraphs in the same order', () => {
    for (const topic of HELP_TOPICS) {
      const [uk, en] = LANGUAGES.map((language) => helpPage(topic, language).blocks.map((block) => block.kind === 'list' ? `list of ${block.list.items.length}` : block.kind))
      assert.deepEqual(uk, en, topic)
    }
  })
  it('leads only to pages that are there', () => {
    const links = LANGUAGES.flatMap((language) => HELP_TOPICS.flatMap((topic) => [...textOf(language, topic).matchAll(/\]\((\/[^)]*)\)/g)].map(([, href = '']) => href)))
    const pages = new Set([...Object.keys(ROUTES), ...HELP_TOPICS.map((topic) => `GET /desk/help/${topic}`)])
    assert.ok(links.length > 10)
    assert.deepEqual(links.filter((href) => !pages.has(`GET ${href}`)), [])
  })
  it('is about the room somebody is in', () => {
    const helpIn = (path: string) => deskMenu(path, false).find(({ key }) => key === 'help')?.href
    assert.equal(helpIn('/desk/articles/7/languages/uk?show=mine'), '/desk/help/translator')
    assert.equal(helpIn('/desk/articles/7/languages/uk/segments/8'), '/desk/help/translator')
    assert.equal(helpIn('/desk/articles/7/languages/uk/editions'), '/desk/help/editor')
    assert.equal(helpIn('/desk/articles/new'), '/desk/help/editor')
    assert.equal(helpIn('/desk/submissions/7'), '/desk/help/reviewer')
    assert.equal(helpIn('/desk/settings'), '/desk/help/administrator')
    assert.equal(helpIn('/desk'), '/desk/help')
  })
})

describe('the pages of help', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  const cases = [
    ['a translator', ['translate:uk', 'translate:en'], 'translator'], ['a reviewer', ['review:uk'], 'reviewer'], ['an editor', ['publish:en'], 'editor'],
    ['an administrator', ['administrator'], 'administrator'], ['somebody with several rights', ['administrator', 'translate:uk', 'publish:uk'], 'start'],
    ['somebody without rights', [], 'start'],
  ] as const
  for (const [who, grants, topic] of cases) {
    it(`open for ${who} at their own`, async () => {
      const browser = await new Browser(site).signInAs(site, await newMember(site, 'Someone', grants))
      assert.equal(new URL((await browser.get('/desk/help')).url).pathname, `/desk/help/${topic}`)
    })
  }
  for (const language of LANGUAGES) {
    it(`are all there in ${language}, each in its own language`, async () => {
      const browser = await new Browser(site, { language }).signInAs(site, await newMember(site, 'Someone', []))
      for (const topic of HELP_TOPICS) {
        const { status, html } = await browser.get(`/desk/help/${topic}`)
        assert.equal(status, 200)
        assert.match(html, new RegExp(`<html lang="${language}"`))
        assert.match(html, new RegExp(`<h1>${RegExp.escape(helpPage(topic, language).title)}</h1>`))
      }
    })
  }
  it('are no others', async () => {
    const browser = await new Browser(site).signInAs(site, await newMember(site, 'Someone', []))
    for (const topic of ['nothing', 'constructor', '..%2Fcommon', 'start.md']) assert.equal((await browser.get(`/desk/help/${topic}`)).status, 404, topic)
  })
})

/** The lines of help as the two lists of keys on the screen would write them. */
function keysOnScreen(language: string): string[] {
  const { words } = localeIn(language)
  return ['translations', 'reviews'].flatMap((room) => {
    const view = readFileSync(`views/${room}/_keys.ejs`, 'utf8')
    return [...view.matchAll(/<dt>(.*?)<\/dt><dd><%= t\('([^']+)'\) %><\/dd>/g)].map(([, keys = '', key = '']) =>
      `- ${keys.replaceAll(/<\/?kbd>/g, '`')}${language === 'uk' ? ' — ' : ': '}${words.get(key) ?? ''}`)
  })
}
