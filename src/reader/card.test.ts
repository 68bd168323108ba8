import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { Browser } from '../../test/browser.ts'
import { readFont } from '../../test/fonts.ts'
import { addressOf, publishNew, translate, withdraw } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { drawCard, type Card } from './card.ts'

const FONTS = path.join(import.meta.dirname, '../../public/fonts')
const LETTERS = 'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя'
  + 'ABCXYZabcxyzĄĆĘŁŃÓŚŹŻąćęłńóśźżÄÖÜẞäöüßéèêçñčšž0123456789’ʼ«»“”„‘—–…№₴€%&@()!?:;.,-−°'
const NAMED: Card = {
  kicker: 'АНАЛІТИКА · БЕЗПЕКА', title: 'Гарантії безпеки: що «ґрунтується» на обʼєктах', byline: 'Олег Бєлоколос',
  credit: 'Переклад: Марко Левада', siteName: 'Береги',
}
const PLAIN: Card = { kicker: '', title: 'ш', byline: '', credit: '', siteName: '' }

interface Ink {
  width: number
  height: number
  pixels: number
  hash: string
}

/** Where ink stands on a card between these heights: the box around it, and how much. */
async function inkOf(card: Buffer, [top, bottom]: [number, number]): Promise<Ink> {
  const region = { left: 0, top, width: 1200, height: bottom - top }
  const { data, info } = await sharp(card).removeAlpha().extract(region).raw().toBuffer({ resolveWithObject: true })
  let [left, right, high, low, pixels] = [info.width, -1, info.height, -1, 0]
  for (let at = 0; at < info.width * info.height; at += 1) {
    if ((data[3 * at] ?? 255) > 200) continue
    const [x, y] = [at % info.width, Math.floor(at / info.width)]
    pixels += 1
    left = Math.min(left, x)
    right = Math.max(right, x)
    high = Math.min(high, y)
    low = Math.max(low, y)
  }
  return { width: right - left + 1, height: low - high + 1, pixels, hash: createHash('sha256').update(data).digest('hex') }
}

const TITLE: [number, number] = [130, 450]
const inkOfTitle = async (title: string) => inkOf(await drawCard({ ...PLAIN, title }), TITLE)

describe('the fonts of cards', () => {
  for (const file of ['card-serif.ttf', 'card-sans.ttf', 'card-sans-strong.ttf']) {
    it(`${file} has every letter of Ukrainian, English, Polish and German, and the signs around them, under a name of our own`, () => {
      const font = readFont(path.join(FONTS, file))
      assert.deepEqual([...LETTERS].filter((letter) => font.advanceOf(letter) === undefined), [])
      assert.doesNotMatch(font.family, /source/i)
      const [apostrophe = 0, quote = 0] = [font.advanceOf('ʼ'), font.advanceOf('’')]
      assert.ok(apostrophe > 0 && apostrophe < quote * 1.3, `${apostrophe} ${quote}`)
    })
  }
})

describe('a card', () => {
  it('is drawn with our font, not with one that the system has: every letter is as wide as the font says', async () => {
    const font = readFont(path.join(FONTS, 'card-serif.ttf'))
    const wide = (letter: string, times: number) => (font.advanceOf(letter) ?? 0) * times * 92 / font.unitsPerEm
    for (const letter of 'ґҐєщЖю№₴ł') {
      // Between two rows of a letter only whole letters differ. Letters that the font moves apart from themselves, such as ї, are left out.
      const [short, long] = [await inkOfTitle(letter.repeat(3)), await inkOfTitle(letter.repeat(8))]
      const measured = long.width - short.width
      assert.ok(Math.abs(measured - wide(letter, 5)) <= 6, `${letter}: ${measured} where the font says ${Math.round(wide(letter, 5))}`)
    }
  })

  it('tells ґ from г, ї from і, and a letter from the box of one that is missing', async () => {
    const drawn = new Map<string, string>()
    for (const letter of ['г', 'ґ', 'і', 'ї', 'є', 'е', '\u{10fffd}']) drawn.set((await inkOfTitle(`н${letter}н`)).hash, letter)
    assert.equal(drawn.size, 7)
  })

  it('is 1200 by 630, at most 60 KB, and the same bytes for the same words', async () => {
    const png = await drawCard(NAMED)
    const { format, width, height } = await sharp(png).metadata()
    assert.deepEqual([format, width, height], ['png', 1200, 630])
    assert.ok(png.length <= 60_000, String(png.length))
    assert.ok(png.equals(await drawCard(NAMED)))
    assert.ok(!png.equals(await drawCard({ ...NAMED, title: `${NAMED.title}.` })))
  })

  const hostile: [string, string][] = [
    ['a thousand characters', 'Довгий заголовок '.repeat(60)],
    ['one endless word', 'Щ'.repeat(1000)],
    ['marks of Pango', '<span size="9999999" foreground="#fbfaf6">&lt;b&gt;</span> <b>&amp;&#0;</i>'],
    ['signs that turn the line round', '\u202Eabc\u202C \u2066def\u2069 \u200f'],
    ['signs that are none', '\u0000\u0007\ud800\ufffd a'],
    ['other writings', '日本語 العربية עברית हिन्दी 👩‍👩‍👧'],
    ['a tower of marks', `a${'\u0301'.repeat(30)}`.repeat(9)],
  ]
  for (const [what, title] of hostile) {
    it(`keeps ${what} within its four lines`, async () => {
      const png = await drawCard({ kicker: title, title, byline: title, credit: title, siteName: title })
      const { width, height } = await sharp(png).metadata()
      assert.deepEqual([width, height], [1200, 630])
      assert.ok(png.length <= 60_000, String(png.length))
      const ink = await inkOf(png, TITLE)
      assert.ok(ink.pixels > 0 && ink.width <= 1042 && ink.height <= 302, JSON.stringify(ink))
    })
  }

  it('of words that cannot be drawn is a card all the same', async () => {
    for (const title of ['', ' \n', '\u200b\u00ad']) assert.equal((await sharp(await drawCard({ ...PLAIN, title })).metadata()).width, 1200)
  })

  it('ends the lines of a title alike', async () => {
    const two = await inkOfTitle('The bridge that everybody crossed without ever seeing')
    assert.ok(two.height > 120 && two.width < 900, JSON.stringify(two))
  })
})

describe('the address of a card', () => {
  let site: TestSite
  const ask = (address: string, headers = {}) => new Browser(site).once('GET', address, headers)
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  it('gives the picture of what is published in that language, and of nothing else', async () => {
    const article = await publishNew(site, 'en', ['A card of its own', 'Text.'])
    await translate(site, article, 'uk', ['Своя картка', 'Текст.'])
    const address = `${await addressOf(site, article, 'en')}/card.png`
    const answer = await ask(address)
    assert.deepEqual([answer.status, answer.headers.get('content-type'), answer.headers.get('x-robots-tag')], [200, 'image/png', null])
    assert.equal((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width, 1200)
    assert.equal((await ask(address, { 'If-None-Match': answer.headers.get('etag') ?? '' })).status, 304)
    for (const absent of [address.replace('/en/', '/uk/'), '/uk/articles/svoia-kartka/card.png', '/en/articles/nothing/card.png', '/xx/card.png']) {
      assert.equal((await ask(absent)).status, 404, absent)
    }
    for (const language of ['uk', 'en']) assert.equal((await ask(`/${language}/card.png`)).headers.get('content-type'), 'image/png')
    await withdraw(site, article, 'en')
    assert.equal((await ask(address)).status, 404)
  })
})
