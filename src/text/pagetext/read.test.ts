import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { loadDictionary } from '../../spelling/dictionary.ts'
import type { Block } from './model.ts'
import { pageParts } from './parts-of-page.ts'
import { readPageText } from './read.ts'

const seed = new URL('../../../../shared/seed/security-guarantees.txt', import.meta.url)
const corpus = new URL('../../../../shared/corpora/seedlike/', import.meta.url)

describe('the seed page', { skip: existsSync(seed) ? false : 'the seed is not beside this project' }, () => {
  for (const withDictionary of [true, false]) {
    it(`is 20 blocks of article and nine asides ${withDictionary ? 'with' : 'without'} a dictionary`, async () => {
      const isWord = withDictionary ? (await loadDictionary('en'))?.isWord : undefined
      const page = readPageText(readFileSync(seed, 'utf8').trim(), { language: 'en', ...(isWord && { isWord }) })
      const { segments, aside } = pageParts(page)
      assert.deepEqual(count(segments), { title: 1, paragraph: 12, list_item: 5, author_name: 1, author_role: 1 })
      assert.deepEqual(segments.filter(({ kind }) => kind === 'list_item').map(({ list }) => list), [...thrice('ordered'), 'bulleted', 'bulleted'])
      assert.deepEqual(aside.masthead, ['9.1 C', 'Lutsk', 'Wednesday, December 10, 2025'])
      assert.deepEqual(aside.byline, ['Oleh Bielokolos', 'Director of the Centre for the Study of National Resilience'])
      assert.deepEqual([aside.mission.length, aside.teasers.length, aside.contacts], [1, 4, ['Contacts']])
      const text = segments.map((block) => block.text).join('\n')
      for (const whole of [' saber-rattling ', ' so-called ', '1939–1940', '“He who commands a strong army']) assert.ok(text.includes(whole), whole)
    })
  }

  it('is still told apart when every empty line is gone', async () => {
    const page = readFileSync(seed, 'utf8').split('\n').filter((line) => line.trim() !== '').join('\n')
    const { segments, aside } = pageParts(readPageText(page, { language: 'en' }))
    assert.equal(segments[0]?.text, 'Security Guarantees: Options for Ukraine')
    assert.equal(segments.filter(({ kind }) => kind === 'list_item').length, 5)
    assert.deepEqual(aside.byline, ['Oleh Bielokolos', 'Director of the Centre for the Study of National Resilience'])
    assert.deepEqual([aside.masthead.length, aside.mission.length, aside.teasers.length, aside.contacts.length], [3, 1, 4, 1])
  })
})

describe('the Debian Social Contract', { skip: existsSync(corpus) ? false : 'the corpora are not beside this project' }, () => {
  for (const version of ['1.0', '1.1', '1.2']) {
    it(`of version ${version} comes out block by block`, () => {
      const expected: { type: string; text: string; lines: number[] }[] = JSON.parse(readFileSync(new URL(`debian-social-contract.v${version}.expected.json`, corpus), 'utf8'))
      const page = readFileSync(new URL(`debian-social-contract.v${version}.txt`, corpus), 'utf8').trim()
      const found = readPageText(page, { language: 'en' }).blocks.map(({ kind, text, lines }) => ({ listed: kind === 'list_item', text, lines }))
      assert.deepEqual(found, expected.map(({ type, text, lines }) => ({ listed: type === 'li', text, lines })))
    })
  }
})

describe('an English page in the seed’s shape', () => {
  const page = readPageText(fixture('river-crossings.en.txt'), { language: 'en' })
  const { segments, aside } = pageParts(page)

  it('has its kinds in their order', () => {
    assert.deepEqual(segments.map(({ kind }) => kind), ['title', 'paragraph', 'paragraph', 'paragraph', 'paragraph', ...thrice('list_item'), 'paragraph',
      'quotation', 'paragraph', 'list_item', 'list_item', 'paragraph', 'author_name', 'author_role'])
  })

  it('has its broken words whole', () => {
    const text = segments.map((block) => block.text).join('\n')
    for (const word of ['called this planning;', 'A well-stocked yard', '2022–2024', 'unnecessary by two']) assert.ok(text.includes(word), word)
  })

  it('has menu, place, weather and date above, mission, teasers and an address below', () => {
    assert.deepEqual(aside.masthead, ['Publications | Events | About us | Contacts', 'Rivne', '-2.5 °C', 'Friday, 14 February 2025'])
    assert.match(aside.mission.join(''), /^Our mission/u)
    assert.deepEqual(aside.teasers.map((teaser) => teaser.split('\n')[0]),
      ['Ferries that come when called', 'Who owns a culvert? A short guide', 'What engineers read: a winter list'])
    assert.deepEqual(aside.contacts, ['Contacts', 'Riverbank Institute\n14 Zamkova Street, Rivne\noffice@riverbank.example'])
  })
})

describe('a Ukrainian page with nested lists, soft hyphens and a byline under its title', () => {
  for (const withDictionary of [true, false]) {
    it(`comes out whole ${withDictionary ? 'with' : 'without'} a dictionary`, async () => {
      const isWord = withDictionary ? (await loadDictionary('uk'))?.isWord : undefined
      const { segments, aside } = pageParts(readPageText(fixture('krynytsi.uk.txt'), { language: 'uk', ...(isWord && { isWord }) }))
      assert.deepEqual(segments.slice(0, 4).map(({ kind }) => kind), ['title', 'author_name', 'author_role', 'paragraph'])
      assert.deepEqual(aside.byline, ['Остап Верес', 'координатор мережі «Тиха вода»'])
      assert.deepEqual(segments.filter(({ kind }) => kind === 'list_item').map(({ list, level }) => `${list} ${level}`),
        ['ordered 1', ...thrice('ordered 2'), 'ordered 1', 'ordered 1', ...thrice('bulleted 1')])
      assert.deepEqual(segments.filter(({ kind }) => kind === 'heading').map(({ text }) => text), ['Що виявилося найважчим', 'Що далі?'])
      assert.deepEqual(count(segments)['quotation'], 1)
      const text = segments.map((block) => block.text).join('\n')
      for (const words of ['швидше за пальне', 'Воєнно-політичні', 'у будь-якому дворі', 'Двох- і трирічний', 'до родичів', 'частина безпеки',
        'Науково-технічна', '1939 року в містечку']) assert.ok(text.includes(words), words)
      assert.deepEqual([aside.masthead.length, aside.teasers.length, aside.contacts.length], [3, 3, 2])
    })
  }
})

describe('a Ukrainian page with its author below', () => {
  it('is told from its date, mission, teasers and rights', async () => {
    const isWord = (await loadDictionary('uk'))?.isWord
    const { segments, aside } = pageParts(readPageText(fixture('biblioteky.uk.txt'), { language: 'uk', ...(isWord && { isWord }) }))
    assert.deepEqual(count(segments), { title: 1, paragraph: 4, list_item: 4, author_name: 1, author_role: 1 })
    assert.deepEqual(aside.byline, ['Олена Тирса', 'завідувачка районної бібліотеки'])
    assert.deepEqual([aside.masthead, aside.mission.length, aside.teasers.length, aside.contacts.length], [['12.03.2025'], 1, 2, 1])
  })
})

describe('plain typed text', () => {
  const cases: [name: string, text: string, kinds: string[]][] = [
    ['a title and paragraphs', 'Мій текст\n\nПерший абзац. Він короткий.\n\nДругий абзац.', ['title', 'paragraph', 'paragraph']],
    ['a first line that is a sentence', 'Перший абзац.\n\nДругий абзац.', ['paragraph', 'paragraph']],
    ['a title alone', 'Одне слово', ['title']],
    ['nothing', '', []],
    ['an essay that ends in a mission', 'Our Way\n\nWe began small.\n\nOur mission is to win.', ['title', 'paragraph', 'paragraph']],
    ['a story that trails off', 'Оповідання\n\nДавно те було.\n\nЕпілог\n\nІ він пішов…', ['title', 'paragraph', 'paragraph', 'paragraph']],
    ['a letter that ends in an address', 'Лист\n\nДобрий день.\n\nПишіть на office@a.example, якщо треба.', ['title', 'paragraph', 'paragraph']],
    ['a date for a title', '24 лютого 2022 року\n\nТого ранку було тихо.\n\nПотім — ні.', ['title', 'paragraph', 'paragraph']],
    ['a poem', 'Рядок перший\n\nРядок другий\n\nРядок третій\n\nРядок четвертий', ['title', 'paragraph', 'paragraph', 'paragraph']],
  ]
  for (const [name, text, kinds] of cases) {
    it(`invents nothing: ${name}`, () => {
      assert.deepEqual(readPageText(text, { language: 'uk' }).blocks.map(({ kind }) => kind), kinds)
    })
  }
})

describe('great and strange inputs', () => {
  const cases: [name: string, text: string, blocks: number][] = [
    ['20,000 paragraphs', Array.from({ length: 20_000 }, (_, at) => `Речення номер ${at} іде далі й далі, аж до кінця. `.repeat(10)).join('\n\n'), 20_000],
    ['a line of ten million signs', 'слово '.repeat(1_700_000), 1],
    ['a word of ten million signs, broken', `${'а'.repeat(10_000_000)}-\nб`, 1],
    ['a chain of three million parts', `${'а-'.repeat(3_000_000)}б-\nв`, 1],
    ['ten million marks of quotation', `${'>'.repeat(10_000_000)} слово`, 1],
    ['100,000 empty lines', `Назва${'\n'.repeat(100_000)}Текст.`, 2],
    ['50,000 deeper and deeper items', Array.from({ length: 50_000 }, (_, at) => `${' '.repeat(at % 1000)}• пункт ${at}`).join('\n'), 50_000],
    ['100,000 lines of hyphens', '-\n'.repeat(100_000), 1],
    ['100,000 broken words', 'ab-\n'.repeat(100_000), 1],
    ['ten million spaces', `а${' '.repeat(10_000_000)}б`, 1],
    ['ten million hyphens and a letter', `${'-'.repeat(10_000_000)}x`, 1],
    ['two million quotation marks', '"'.repeat(2_000_000), 1],
    ['two million tabs in a line', `а${'\t '.repeat(1_000_000)}б`, 1],
    ['100,000 bylines', 'by Ann Lee,\n\n'.repeat(100_000), 100_000],
    ['100,000 teasers', 'Назва\n\nтекст...\n\n'.repeat(100_000), 199_960],
  ]
  for (const [name, text, blocks] of cases) {
    it(`are read without ado: ${name}`, () => {
      assert.equal(readPageText(text, { language: 'uk' }).blocks.length, blocks)
    })
  }
})

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8').trim()
}

function count(blocks: Block[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of blocks) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

const thrice = (value: string): string[] => [value, value, value]
