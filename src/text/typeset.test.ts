import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseInline, partsHtml, partsText } from './inline.ts'
import { typeset, typesetParts, type Choices } from './typeset.ts'

const OWN: Choices = { apostrophe: 'typed', quotes: 'own', dashes: 'typed' }
const TYPED: Choices = { apostrophe: 'typed', quotes: 'typed', dashes: 'typed' }
const UK: Choices = { apostrophe: 'ʼ', quotes: 'own', dashes: 'own' }
const EN: Choices = { apostrophe: '’', quotes: 'own', dashes: 'own' }

describe('typesetting', () => {
  const cases: [language: string, text: string, expected: string][] = [
    ['uk', '"а "б" в"', '«а “б” в»'],
    ['uk', 'Він сказав: "Так".', 'Він сказав: «Так».'],
    ['uk', '“а «б» в”', '«а “б” в»'],
    ['uk', '„книга“ і „ще „одна“ книга“', '«книга» і «ще “одна” книга»'],
    ['uk', '("дужки") — "тире"', '(«дужки») — «тире»'],
    ['uk', '«уже так»', '«уже так»'],
    ['uk', '""Перша" друга"', '«“Перша” друга»'],
    ['uk', 'без "пари', 'без "пари'],
    ['uk', 'екран 5" завширшки', 'екран 5" завширшки'],
    ['uk', 'п"ять "дубів"', 'п"ять «дубів»'],
    ['en', '"a "b" c"', '“a ‘b’ c”'],
    ['en', '«a» and „b”', '“a” and “b”'],
    ['en', '“It’s,” he said, “so.”', '“It’s,” he said, “so.”'],
    ['en', '"one "two "three" two" one"', '"one "two "three" two" one"'],
    ['pl', '"a "b" c"', '„a «b» c”'],
    ['de', '"so "und" so"', '„so ‚und‘ so“'],
    ['fr', '"so"', '"so"'],
  ]
  for (const [language, text, expected] of cases) {
    it(`sets ${text} in ${language} as ${expected}`, () => assert.equal(typeset(text, language, OWN), expected))
  }

  const apostrophes: [Choices['apostrophe'], string][] = [
    ['ʼ', 'пʼять обʼєктів, Оʼ Генрі ’тис’, OʼNeill'], ['’', 'п’ять об’єктів, Оʼ Генрі ’тис’, O’Neill'], ['typed', "п'ять об’єктів, Оʼ Генрі ’тис’, O'Neill"],
  ]
  for (const [apostrophe, expected] of apostrophes) {
    it(`shows apostrophes between letters as ${apostrophe}`, () => {
      assert.equal(typeset("п'ять об’єктів, Оʼ Генрі ’тис’, O'Neill", 'uk', { ...TYPED, apostrophe }), expected)
    })
  }

  it('leaves everything as it was typed where nobody chose otherwise', () => {
    const text = `"п'ять" «об’єктів» - 1939-1940 рр. і... 3 x 4`
    assert.equal(typeset(text, 'uk', TYPED), text)
  })

  it('touches neither code nor the targets of links, and follows a quotation across marks', () => {
    const parts = parseInline(`"Це *"важливо"*", див. [обов'язок](https://example.org/?q="x'y") і \`"п'ять" - 1-2\`.`)
    const html = partsHtml(typesetParts(parts, 'uk', UK))
    assert.equal(html, '«Це <em>“важливо”</em>», див. <a href="https://example.org/?q=&quot;x&#39;y&quot;">обовʼязок</a> і\u00a0<code>&quot;п&#39;ять&quot; - 1-2</code>.')
  })

  it('sets what stands across marks in its place, however many signs go', () => {
    const set = (text: string) => partsHtml(typesetParts(parseInline(text), 'uk', UK)).replaceAll('\u00a0', '~')
    assert.equal(set('*Київ* -- **столиця**... і *в... 3 x* 4'), '<em>Київ</em>~— <strong>столиця</strong>… і~<em>в… 3~×</em>~4')
    assert.equal(set('роки *1939*-*1940* [i... т](/a) -- *далі*'), 'роки <em>1939</em>–<em>1940</em> <a href="/a">i… т</a>~— <em>далі</em>')
  })

  it('keeps a figure and its ending on one line, and adds no sign to the words', () => {
    const parts = typesetParts(parseInline('2-й, *80-ті* і COVID-19, 90-річчя'), 'uk', UK)
    assert.equal(partsHtml(parts), '<span class="whole">2-й</span>, <em><span class="whole">80-ті</span></em> і\u00a0COVID-19, 90-річчя')
    assert.equal(partsText(parts), '2-й, 80-ті і\u00a0COVID-19, 90-річчя')
    assert.doesNotMatch(partsHtml(typesetParts(parseInline('2-й'), 'uk', UK, { spaces: 'plain' })), /span/)
  })

  it('keeps a range on one line in both languages, and leaves scores, codes and fractions alone', () => {
    for (const language of ['uk', 'en']) {
      const set = (text: string) => partsHtml(typesetParts(parseInline(text), language, language === 'uk' ? UK : EN))
      assert.equal(set('1998-2024; (3–5)'), '<span class="whole">1998–2024</span>; (<span class="whole">3–5</span>)')
      for (const text of ['2.5–3.5', '12345–12399', '10:00–12:30', 'A1–5', '1–2–3']) assert.doesNotMatch(set(text), /span/, text)
    }
  })

  const signs = fc.constantFrom(...`""''’ʼ‘“”„«».,—––--()5190abдіївxх\n`, ' ', ' ', ' ', '\u00a0', '...', '--', ' - ', '1939-1940', ' рр.', '°C', 'і ', 'Ю. ', '@', 'a.b/', 'https://', '\ufdd0', '\ufffc', '№', '-й')
  const texts = fc.string({ unit: signs, maxLength: 40 })
  const both = <T extends string>(...all: T[]) => fc.constantFrom(...all)
  const choices = fc.record({ apostrophe: both('typed', 'ʼ', '’'), quotes: both('typed', 'own'), dashes: both('typed', 'own') })
  const spacing = fc.constantFrom({}, { spaces: 'plain' as const })
  const languages = fc.constantFrom('uk', 'en', 'de', 'pl')

  it('changes nothing the second time', () => {
    fc.assert(fc.property(texts, languages, choices, spacing, (text, language, chosen, how) => {
      const once = typeset(text, language, chosen, how)
      assert.equal(typeset(once, language, chosen, how), once)
    }), { numRuns: 30_000 })
  })

  it('loses no letter and no figure, and puts none in another place', () => {
    const kept = (text: string) => text.replace(/×/g, 'x').replace(/х/gi, 'x').replace(/[^\p{L}\p{N}]|ʼ/gu, '')
    fc.assert(fc.property(texts, languages, choices, spacing, (text, language, chosen, how) => {
      assert.equal(kept(typeset(text, language, chosen, how)), kept(text))
    }), { numRuns: 10_000 })
  })

  it('takes nothing away but the dots of an ellipsis and the second half of a dash', () => {
    const folded = (text: string) => text.replace(/…/g, '...').replace(/--/g, '-').replace(/[-–—−]/g, '-').replace(/["'’ʼ‘“”„«»‚]/g, '"').replace(/\u00a0/g, ' ').replace(/[×xх]/g, 'x')
    fc.assert(fc.property(texts, languages, choices, spacing, (text, language, chosen, how) => {
      assert.equal(folded(typeset(text, language, chosen, how)), folded(text))
    }), { numRuns: 10_000 })
  })

  it('makes no firm space where plain ones are asked for', () => {
    fc.assert(fc.property(texts, languages, choices, (text, language, chosen) => {
      const count = (some: string) => some.split('\u00a0').length
      assert.equal(count(typeset(text, language, chosen, { spaces: 'plain' })), count(text))
    }), { numRuns: 5000 })
  })

  it('sets a text with marks as the same words without them', () => {
    const marked = fc.array(fc.tuple(fc.string({ unit: fc.constantFrom(...'а5в"-. xіЮ', ' - ', '...'), minLength: 1, maxLength: 6 }), fc.boolean()), { maxLength: 6 })
    fc.assert(fc.property(marked, languages, choices, (pieces, language, chosen) => {
      const parts = pieces.map(([text, strong]) => strong ? { kind: 'strong' as const, parts: [{ kind: 'text' as const, text }] } : { kind: 'text' as const, text })
      assert.equal(partsText(typesetParts(parts, language, chosen)), typeset(pieces.map(([text]) => text).join(''), language, chosen))
    }), { numRuns: 5000 })
  })

  it('takes next to no time for 100 paragraphs, and no more than its length for hostile ones', () => {
    const spent = (work: () => void) => {
      const before = process.cpuUsage()
      work()
      const { user } = process.cpuUsage(before)
      return user / 1000
    }
    const paragraph = 'Село стоїть на двох пагорбах - між ними тече річка, вузька влітку; у 1939-1945 рр. тут був "міст" Ю. Щербака, 5 м завширшки. '.repeat(4)
    const article = () => Array.from({ length: 100 }, (_, i) => typeset(paragraph + i, 'uk', UK))
    article()
    assert.ok(Math.min(...Array.from({ length: 5 }, () => spent(article))) < 10)
    const hostile = [
      '"', '«', '«»', '" "', '-', '--', '- ', ' - ', '1-', '1-2', '1,', '.', '...', '… ', ' ', '\u00a0', 'а ', 'Ю. ', 'ст. ', '5 ', '5x', 'a@', 'a', 'a.', 'a.b/', 'www.', 'https://', '9', 'X-X ', "п'", '°', '-5', '\ufdd0', '\n- а',
    ]
    for (const sign of hostile) {
      const text = sign.repeat(Math.ceil(100_000 / sign.length))
      for (const [language, chosen] of [['uk', UK], ['en', EN]] as const) {
        assert.ok(spent(() => typeset(text, language, chosen)) < 1000, `${JSON.stringify(sign)} in ${language}`)
      }
    }
  })
})
