import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cleanText } from '../../text/clean.ts'
import { placesIn, replaceIn, type Wish } from './model.ts'

const PLAIN: Wish = { find: '', put: '', words: false, cased: true, alike: true, marks: false }

/** All places replaced. */
function replaced(text: string, wish: Partial<Wish>): string | null {
  const whole = { ...PLAIN, ...wish }
  return replaceIn(text, placesIn(text, 'paragraph', whole).free, whole)
}

describe('replacing words in a text', () => {
  const cases: [what: string, text: string, wish: Partial<Wish>, after: string][] = [
    ['every place', 'міст і міст', { find: 'міст', put: 'брід' }, 'брід і брід'],
    ['within other forms', 'мостами', { find: 'мост', put: 'хвіст' }, 'хвістами'],
    ['not within other forms where whole words are asked for', 'міст, мости, замість', { find: 'міст', put: 'брід', words: true }, 'брід, мости, замість'],
    ['not a part of a word with an apostrophe', 'імʼя та ім', { find: 'ім', put: 'їм', words: true }, 'імʼя та їм'],
    ['a word before a quotation mark that looks like an apostrophe', '\'ім\' тут', { find: 'ім', put: 'їм', words: true }, '\'їм\' тут'],
    ['parts of a word with a hyphen', 'міст-брід', { find: 'міст', put: 'пліт', words: true }, 'пліт-брід'],
    ['not other letters', 'Міст і міст', { find: 'міст', put: 'брід' }, 'Міст і брід'],
    ['capital and small letters where that is asked for', 'Міст і МІСТ', { find: 'міст', put: 'брід', cased: false }, 'брід і брід'],
    ['any apostrophe', 'п\'ять, п’ять, пʼять', { find: 'п’ять', put: 'шість' }, 'шість, шість, шість'],
    ['any quotation mark, dash and space', '“так”\u00a0– ні', { find: '"так" —', put: '«так» —' }, '«так» — ні'],
    ['the very signs where that is asked for', 'п\'ять, пʼять', { find: 'пʼять', put: 'шість', alike: false }, 'п\'ять, шість'],
    ['spaces', 'так  ні', { find: '  ', put: ' ' }, 'так ні'],
    ['nothing within a stressed word', 'за́мок', { find: 'за', put: 'до' }, 'за́мок'],
    ['neither code nor addresses', '`міст` [міст](/a/міст) https://x.org/міст', { find: 'міст', put: 'брід' }, '`міст` [брід](/a/міст) https://x.org/міст'],
    ['code and addresses where that is asked for', '`міст` [міст](/a/міст)', { find: 'міст', put: 'брід', marks: true }, '`брід` [брід](/a/брід)'],
    ['words within marks', '*міст* **міст**', { find: 'міст', put: 'брід' }, '*брід* **брід**'],
    ['nothing across marks', 'старий *міст*', { find: 'старий міст', put: 'брід' }, 'старий *міст*'],
    ['no signs that would be marks', 'міст', { find: 'міст', put: '[міст](/x)' }, 'міст'],
    ['signs that are no marks', 'міст', { find: 'міст', put: '2 * 2' }, '2 * 2'],
    ['words with nothing', 'старий міст', { find: 'старий ', put: '' }, 'міст'],
  ]
  for (const [what, text, wish, after] of cases) it(`replaces ${what}`, () => assert.equal(replaced(text, wish), after))

  it('counts what it leaves alone, and leaves code as it is', () => {
    assert.equal(placesIn('`міст` [міст](/міст)', 'paragraph', { ...PLAIN, find: 'міст', put: 'брід' }).held, 2)
    assert.deepEqual(placesIn('bridge', 'code', { ...PLAIN, find: 'bridge', put: 'x' }), { free: [], held: 1, more: 0 })
  })

  it('leaves no paragraph empty, too long or unfit to be stored', () => {
    assert.equal(replaced('міст', { find: 'міст', put: '' }), null)
    assert.equal(replaced('а'.repeat(10_000), { find: 'аааа', put: 'б'.repeat(500) }), null)
  })

  it('takes little time over a long text that is nothing but the words, and offers no more places than fit a page', () => {
    const began = process.cpuUsage()
    const { free, more } = placesIn('а'.repeat(100_000), 'paragraph', { ...PLAIN, find: 'а', put: '*' })
    assert.deepEqual([free.length, more], [200, 99_800])
    assert.deepEqual(placesIn('а*а* '.repeat(20_000), 'paragraph', { ...PLAIN, find: 'а', put: '`' }).free.length <= 200, true)
    assert.ok(process.cpuUsage(began).user < 5_000_000)
  })

  it('replaces nothing but what was found, and putting the words back gives the text', () => {
    const piece = fc.constantFrom('міст', 'Міст', ' ', '*', '`', 'ʼ', '\'', '[а](/b)', 'й', '🌉', '«', '\n', 'x')
    fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), fc.boolean(), fc.boolean(), (pieces, words, cased) => {
      const cleaned = cleanText(pieces.join(''))
      const text = 'text' in cleaned ? cleaned.text : ''
      const wish = { ...PLAIN, find: 'міст', put: 'брід', words, cased }
      const { free } = placesIn(text, 'paragraph', wish)
      for (const { start, end } of free) assert.equal(text.slice(start, end).toLowerCase(), 'міст')
      if (free.length > 0 && cased) assert.equal(replaceIn(text, free, wish)?.replaceAll('брід', 'міст') ?? text, text)
    }))
  })
})
