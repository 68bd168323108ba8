import type { Locale } from './locales.ts'

/** Names that Ukrainian writes in Latin letters too. */
const LATIN_NAMES = new Set([
  'API', 'Atom', 'BCP', 'CAT', 'CSS', 'CSV', 'DOCX', 'DOI', 'EPUB', 'HTML', 'HTTP', 'HTTPS', 'ICU', 'ID', 'IP', 'ISBN', 'ISO', 'ISSN', 'JSON', 'LaTeX',
  'Markdown', 'Node', 'ODT', 'OpenDocument', 'ORCID', 'PDF', 'PO', 'PostgreSQL', 'PNG', 'JPEG', 'WebP', 'SVG', 'RSS', 'SHA', 'SMTP', 'SQLite', 'TBX',
  'TLS', 'TMX', 'TXT', 'AVIF', 'GIF', 'LE', 'BE', 'MQM', 'Windows', 'UA', 'UK', 'EN', 'URL', 'UTC', 'UTF', 'Word', 'XLIFF', 'XML', 'YAML', 'ZIP', 'BibTeX', 'RIS', 'Zvirka',
  'BibLaTeX', 'CSL', 'EndNote', 'Mendeley', 'Pandoc', 'Zotero',
  'Alt', 'Backspace', 'Ctrl', 'Delete', 'End', 'Enter', 'Esc', 'F', 'Home', 'Shift', 'Space', 'Tab', 'Cmd', 'Option', 'AltGr', 'Mac', 'JavaScript',
])

/** Nouns that end like a verb in the past tense. */
const NOUNS = new Set(['джерела', 'правила', 'прав', 'справ', 'глав', 'підстав', 'мотив', 'числа', 'держав', 'застав', 'сила', 'школа'])

const PAST = '(?:ав|яв|ив|їв|ув|ала|яла|ила|їла|ула|авши|ався|явся|ився|увся|алася|ялася|илася|улася|алась|илась)'
const BEFORE_NAME = new RegExp(`(?<!\\p{L})(\\p{L}*${PAST})\\s+\\{\\{`, 'giu')
const AFTER_NAME = new RegExp(`\\}\\}\\s+(\\p{L}*${PAST})(?!\\p{L})`, 'giu')

/** «Рецензент не повернув»: the person may be a woman. */
const PERSON = '(?:хто|хтось|ніхто|автор|рецензент|перекладач|редактор|адміністратор|відправник)'
const AFTER_PERSON = new RegExp(`(?<!\\p{L})${PERSON}(?:\\s+(?:не|вже|його|її|їх|це|цього|щось|нічого))*\\s+(\\p{L}*${PAST})(?!\\p{L})`, 'giu')

/** Words after the pattern of another language, and words for which this project has one of its own (docs/words.md). */
const CALQUES = new RegExp(`(?<!\\p{L})(?:${[
  'на протязі', 'являється', 'являються', 'приймати участь', 'слідуюч\\p{L}*', 'наступним чином', 'в якості', 'співпада\\p{L}*', 'відмін(?:ити|ено|яти|а)',
  'любий', 'так як', 'по замовчуванню', 'за замовчуванням', 'на даний момент', 'існуюч\\p{L}*', 'у відповідності', 'рахується', 'вірно', 'невірн\\p{L}*', 'добавити',
  'заключ\\p{L}*', 'прийдеться', 'від [^.:]{1,40} відмовлено', 'видал(?:ити|яти|ено|ення)', 'спис(?:ок|ку|ки|ків|ком)', 'папк\\p{L}*',
].join('|')})(?!\\p{L})`, 'iu')

/** A form for either gender at once: «подав(ла)», «подав/подала», «автор(ка)», «переклав/-ла». */
const BOTH_GENDERS = /\p{L}(\(-?(а|ла|ся|лася|ка|иця|ий|я)\)|\/-?(а|ла|лася|ка|иця)(?!\p{L}))|\p{L}+в\/\p{L}+ла(?!\p{L})/iu

const SIGNS: readonly [what: string, breaks: (text: string) => boolean][] = [
  ['three full stops for …', (text) => /\.\.\./.test(spoken(text))],
  ['a hyphen for a dash', (text) => /[^\n] - /.test(spoken(text))],
  ['two spaces, or a space before a mark', (text) => /\S {2}|\S [,.:;?](?!\d)|^ | $/.test(text.replace(/`[^`]*`/g, 'x'))],
]

/** Sentences about what a Ukrainian editor would not sign. */
export function ukrainianFaults({ language, words }: Locale): string[] {
  return faults(language, words, [
    ['a Latin word', (text) => (spoken(text).match(/[\p{L}\d+.-]+/gu) ?? []).some(isLatin)],
    ['a word of mixed alphabets', (text) => /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u.test(spoken(text))],
    ['an apostrophe other than ʼ', (text) => /['’‘`]/.test(withoutCode(text))],
    ['straight quotes', (text) => /"/.test(spoken(text))],
    ['a Russian letter', (text) => /[ыэъё]/i.test(text)],
    ['a past tense with a gender beside a name', (text) => [...text.matchAll(BEFORE_NAME), ...text.matchAll(AFTER_NAME)]
      .some(([, word = '']) => !NOUNS.has(word.toLowerCase()))],
    ['a past tense with a gender beside a person', (text) => [...text.matchAll(AFTER_PERSON)].some(([, word = '']) => !NOUNS.has(word.toLowerCase()))],
    ['a calque, or a word that another stands for here', (text) => CALQUES.test(spoken(text))],
    ['an exclamation mark', (text) => /!(?!\[)/.test(spoken(text))],
    ['“будь ласка”', (text) => /будь ласка/i.test(text)],
    ...SIGNS,
    ['both genders in one word', (text) => BOTH_GENDERS.test(spoken(text))],
    ['«Ви» as a capital within a sentence', (text) => /[\p{Ll},;:—–] (Ви|Вас|Вам|Вами|Ваш\p{Ll}*)(?!\p{L})/u.test(text)],
  ])
}

export function englishFaults({ language, words }: Locale): string[] {
  return faults(language, words, [
    ...SIGNS,
    ['a Cyrillic letter', (text) => /\p{Script=Cyrillic}/u.test(spoken(text))],
    ['an exclamation mark', (text) => /!/.test(spoken(text))],
    ['“please”', (text) => /\bplease\b/i.test(text)],
    ['straight quotes or a straight apostrophe', (text) => /["']/.test(spoken(text))],
  ])
}

function faults(language: string, words: Map<string, string>, rules: [what: string, breaks: (text: string) => boolean][]): string[] {
  return [...words].flatMap(([key, text]) => rules.filter(([, breaks]) => breaks(text)).map(([what]) => `${language}/${key} has ${what}: ${text}`))
}

function isLatin(word: string): boolean {
  return word.split(/[\d+.-]+/).some((part) => /^\p{Script=Latin}+$/u.test(part) && !LATIN_NAMES.has(part))
}

/** What people read: no placeholders, nested keys, tags or `words to type`. */
function spoken(text: string): string {
  return withoutCode(text).replace(/\{\{[^}]*\}\}|\$t\([^)]*\)|<[^>]*>/g, ' ')
}

function withoutCode(text: string): string {
  return text.replace(/`[^`]*`/g, ' ')
}
