import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pageParts } from './parts-of-page.ts'
import { readPageText } from './read.ts'

const BODY = 'Перший абзац статті, який має кілька речень. Ось друге.\n\nДругий абзац статті. Теж із крапкою.'

/** Kinds and texts above the body, "masthead: Луцьк" and so on. */
function head(page: string, language = 'uk'): string[] {
  return readPageText(`${page}\n\n${BODY}`, { language }).blocks.slice(0, -2).map(({ kind, aside, text }) => `${aside ?? kind}: ${text}`)
}

/** Kinds and texts below a title and the body. */
function foot(page: string, language = 'uk'): string[] {
  return readPageText(`Назва\n\n${BODY}\n\n${page}`, { language }).blocks.slice(3).map(({ kind, aside, text }) => `${aside ?? kind}: ${text}`)
}

const HEADS: [name: string, page: string, expected: string[], language?: string][] = [
  ['weather, place, date', '9.1 C\nLutsk\nWednesday, December 10, 2025\n\nThe Title', ['masthead: 9.1 C', 'masthead: Lutsk',
    'masthead: Wednesday, December 10, 2025', 'title: The Title'], 'en'],
  ['date, place, weather', '10.12.2025\nЛуцьк\n+5 °С\n\nНазва', ['masthead: 10.12.2025', 'masthead: Луцьк', 'masthead: +5 °С', 'title: Назва']],
  ['a little town last', 'середа, 10 грудня 2025 р.\n-3,5°C\nБілогородка\n\nНазва статті', ['masthead: середа, 10 грудня 2025 р.', 'masthead: -3,5°C',
    'masthead: Білогородка', 'title: Назва статті']],
  ['everything in one line', 'Луцьк, 10 грудня 2025 року, +3 °C\n\nНазва', ['masthead: Луцьк, 10 грудня 2025 року, +3 °C', 'title: Назва']],
  ['lines apart', '+3 °C\n\nЛуцьк\n\n2025-12-10\n\nНазва', ['masthead: +3 °C', 'masthead: Луцьк', 'masthead: 2025-12-10', 'title: Назва']],
  ['a date alone', '10th of December 2025\n\nThe Title', ['masthead: 10th of December 2025', 'title: The Title'], 'en'],
  ['a known place alone', 'Луцьк\n\nНазва', ['masthead: Луцьк', 'title: Назва']],
  ['weather alone', 'Температура: +5 °C\n\nНазва', ['masthead: Температура: +5 °C', 'title: Назва']],
  ['a site’s name above the weather', 'Центр дослідження річок\n+5 °C\nРівне\n\nНазва', ['masthead: Центр дослідження річок', 'masthead: +5 °C', 'masthead: Рівне',
    'title: Назва']],
  ['a German date', 'Mittwoch, 10. Dezember 2025\n\nDer Titel', ['masthead: Mittwoch, 10. Dezember 2025', 'title: Der Titel'], 'de'],
  ['a menu', 'Головна | Про нас | Контакти\n\nНазва', ['masthead: Головна | Про нас | Контакти', 'title: Назва']],
  ['a date below the title', 'Назва\n\n10 грудня 2025', ['title: Назва', 'masthead: 10 грудня 2025']],
  ['a title of one word below a date', '10 грудня 2025\n\nВідлига', ['masthead: 10 грудня 2025', 'title: Відлига']],
  ['nothing but a title with a date in it', 'Події 10 грудня 2025 року в Луцьку', ['title: Події 10 грудня 2025 року в Луцьку']],
  ['a byline below the title', 'Назва\n\nАвтор: Олег Шум', ['title: Назва', 'author_name: Олег Шум']],
  ['a byline with an office', 'Назва\n\nОлег Шум, директор Центру річок', ['title: Назва', 'author_name: Олег Шум', 'author_role: директор Центру річок']],
  ['a byline in English', 'The Title\n\nBy Ann O’Lee, Senior Fellow', ['title: The Title', 'author_name: Ann O’Lee', 'author_role: Senior Fellow'], 'en'],
  ['two authors', 'The Title\nby Ann Lee and Jan de Vries', ['title: The Title', 'author_name: Ann Lee and Jan de Vries'], 'en'],
  ['a lead above the byline', 'Назва\n\nПро що ця стаття і навіщо її читати.\n\nАвторка: Олена Тирса', ['title: Назва',
    'lead: Про що ця стаття і навіщо її читати.', 'author_name: Олена Тирса']],
  ['a lead like a second title', 'Назва\n\nПро що ця довга стаття, навіщо її читати і чому саме тепер, а не торік', ['title: Назва',
    'lead: Про що ця довга стаття, навіщо її читати і чому саме тепер, а не торік']],
  ['a long title in two lines', 'Назва, що не вмістилася\nв один рядок', ['title: Назва, що не вмістилася в один рядок']],
]

const FEET: [name: string, page: string, expected: string[], language?: string][] = [
  ['a byline of two lines', 'by Ann Lee,\n\nDirector of the Centre', ['author_name: Ann Lee', 'author_role: Director of the Centre'], 'en'],
  ['a byline of two lines together', 'by Ann Lee,\nDirector of the Centre', ['author_name: Ann Lee', 'author_role: Director of the Centre'], 'en'],
  ['a name and an office', 'Олег Шум,\n\nдиректор Центру річок', ['author_name: Олег Шум', 'author_role: директор Центру річок']],
  ['a name and an office in one paragraph', 'Олег Шум\nдиректор Центру річок', ['author_name: Олег Шум', 'author_role: директор Центру річок']],
  ['a byline and a mission', 'Автор: Олег Шум\n\nНаша місія — берегти річки.', ['author_name: Олег Шум', 'mission: Наша місія — берегти річки.']],
  ['teasers under a heading', 'Читайте також\n\nПро млини\n\nЯк мололи…\n\nПро мости', ['teaser: Читайте також', 'teaser: Про млини\nЯк мололи…',
    'teaser: Про мости']],
  ['two teasers without a heading', 'Про млини\n\nЯк мололи…\n\nПро мости\n\nЯк будували...', ['teaser: Про млини\nЯк мололи…',
    'teaser: Про мости\nЯк будували...']],
  ['an address', 'Контакти\n\nм. Рівне, вул. Замкова, 1\nтел.: 050 000 00 00', ['contacts: Контакти', 'contacts: м. Рівне, вул. Замкова, 1\nтел.: 050 000 00 00']],
  ['rights and mail', 'office@a.example\n\n© 2025 Центр річок', ['contacts: office@a.example', 'contacts: © 2025 Центр річок']],
  ['a mission without company', 'Наша місія — берегти річки.', ['paragraph: Наша місія — берегти річки.']],
  ['one cut sentence without company', 'І далі ще трохи…', ['paragraph: І далі ще трохи…']],
  ['a name without an office', 'Олег Шум', ['paragraph: Олег Шум']],
]

describe('what stands above an article', () => {
  for (const [name, page, expected, language] of HEADS) {
    it(`is told from it: ${name}`, () => assert.deepEqual(head(page, language), expected))
  }
})

describe('what stands below an article', () => {
  for (const [name, page, expected, language] of FEET) {
    it(`is told from it: ${name}`, () => assert.deepEqual(foot(page, language), expected))
  }
})

describe('headings and quotations', () => {
  const cases: [name: string, text: string, kinds: string[]][] = [
    ['a heading between paragraphs', `${BODY}\n\nКоротко про головне\n\n${BODY}`, ['paragraph', 'paragraph', 'heading', 'paragraph', 'paragraph']],
    ['a question among headings', `${BODY}\n\nПро це\n\n${BODY}\n\nЩо далі?\n\nАбзац.`, ['paragraph', 'paragraph', 'heading', 'paragraph', 'paragraph', 'heading',
      'paragraph']],
    ['a lone question', `${BODY}\n\nЩо далі?\n\nАбзац.`, ['paragraph', 'paragraph', 'paragraph', 'paragraph']],
    ['a marked quotation', 'Абзац.\n\n> Перший рядок,\n> другий рядок.\n\nАбзац.', ['paragraph', 'quotation', 'paragraph']],
    ['a quotation with its author', 'Абзац.\n\n«Слово — не горобець». — Народна мудрість\n\nАбзац.', ['paragraph', 'quotation', 'paragraph']],
    ['two quotations in a sentence', `Абзац.\n\n«Так» — це коротка відповідь, яку всі ми добре знаємо, а от «${'ні '.repeat(20)}»`, ['paragraph', 'paragraph']],
  ]
  for (const [name, text, kinds] of cases) {
    it(`are told from paragraphs: ${name}`, () => {
      assert.deepEqual(readPageText(`Назва\n\n${text}`, { language: 'uk' }).blocks.slice(1).map(({ kind }) => kind), kinds)
    })
  }
})

describe('paragraphs without empty lines', () => {
  const cases: [name: string, text: string, starts: string[]][] = [
    ['indented first lines', 'Назва\n\n    Перший абзац починається з відступу і йде далі на\nкілька рядків, і кінчається він отут, у кінці рядка.\n'
      + '    Другий абзац теж починається з відступу і йде далі\nна кілька рядків.\n    Третій абзац.', ['Назва', 'Перший', 'Другий', 'Третій']],
    ['short last lines', 'Назва\n\nПерший абзац іде на кілька рядків і кінчається тільки\nтут.\nДругий абзац іде на кілька рядків так само, як перший,\nі далі.',
      ['Назва', 'Перший', 'Другий']],
    ['a line each', `Назва\n${'Перший довгий абзац. '.repeat(9)}\nКоротке речення.\n${'Другий довгий абзац. '.repeat(9)}`, ['Назва', 'Перший', 'Коротке', 'Другий']],
    ['a short sentence inside a paragraph', 'Назва\n\nПерший абзац, рядки якого йдуть на всю ширину сторінки.\nДруге речення починається з нового рядка випадково, і\n'
      + 'так буває часто.', ['Назва', 'Перший']],
  ]
  for (const [name, text, starts] of cases) {
    it(`are parted where it shows: ${name}`, () => {
      assert.deepEqual(readPageText(text, { language: 'uk' }).blocks.map((block) => /^\p{L}+/u.exec(block.text)?.[0]), starts)
    })
  }
})

describe('pageParts', () => {
  it('names the authors in the byline and leaves nothing of the page out', () => {
    const page = readPageText(`+5 °C\n\nНазва\n\n${BODY}\n\nАвтор: Олег Шум, директор\n\nНаша місія — берегти.\n\nКонтакти`, { language: 'uk' })
    page.blocks.push({ kind: 'aside', aside: 'other', text: 'Поділитися', lines: [99, 99], doubts: [] })
    const { segments, aside } = pageParts(page)
    assert.deepEqual(segments.map(({ kind }) => kind), ['title', 'paragraph', 'paragraph', 'author_name', 'author_role'])
    assert.deepEqual(aside, { masthead: ['+5 °C'], byline: ['Олег Шум', 'директор'], mission: ['Наша місія — берегти.'], teasers: [],
      contacts: ['Контакти', 'Поділитися'] })
  })
})
