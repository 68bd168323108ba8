import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { guessLanguage } from './guess-language.ts'
import { recogniseFormat, type Format } from './recognise.ts'

describe('the language of a text', () => {
  const cases: [what: string, text: string, language: string | null, certain: boolean][] = [
    ['Ukrainian', 'Дощ ішов до самого ранку, і місто стояло тихе, мов його й не було.', 'uk', true],
    ['a Ukrainian heading', 'Їжак', 'uk', false],
    ['English', 'It rained until the morning, and the town was as quiet as if it were not there.', 'en', true],
    ['English with a Ukrainian name', 'The bridge was named after Леся Українка, and it is still there by the river.', 'en', true],
    ['Ukrainian with English names', 'Стаття The New York Times про те, як їдуть потяги крізь ніч і ранок.', 'uk', true],
    ['Russian', 'Дождь шёл до самого утра, и город стоял тихий, как будто его и не было вовсе, мы это знали.', 'ru', true],
    ['Belarusian', 'Дождж ішоў да самай раніцы, і горад стаяў ціхі, быццам яго і не было зусім.', 'be', true],
    ['Polish', 'Padało aż do rana, i miasto było ciche, jakby go nie było, a na moście nie stał nikt, i że się nie bał.', 'pl', true],
    ['German', 'Es regnete bis zum Morgen, und die Stadt war still, als ob sie nicht da wäre, und der Fluss mit ihr.', 'de', true],
    ['figures alone', '2025 — 17, 18, 19', null, false],
    ['nothing', '', null, false],
  ]
  for (const [what, text, language, certain] of cases) {
    it(`is told from its letters and smallest words: ${what}`, () => assert.deepEqual(guessLanguage(text), { language, certain }))
  }
})

describe('the format of a text', () => {
  const cases: [what: string, text: string, file: string, format: Format][] = [
    ['a file name', 'Plain words', 'essay.MD', 'markdown'],
    ['a page’s file name', 'Plain words', 'essay.htm', 'html'],
    ['front matter', '---\ntitle: A\n---\nB', '', 'markdown'],
    ['headings', '# A\n\nB\n\n## C\n', '', 'markdown'],
    ['links', 'See [a](https://a.example) and [b](/b).', 'notes.txt', 'markdown'],
    ['a document', '<!DOCTYPE html><title>A</title>', '', 'html'],
    ['a piece of a page', '<p>One</p>', '', 'html'],
    ['a page of text', '* * *\n\n# 1 in the list\n\n1. One\n- two\n\n[sic] 2 * 3', '', 'text'],
    ['text about tags', 'The <p> tag', '', 'text'],
  ]
  for (const [what, text, file, format] of cases) it(`is recognised by ${what}`, () => assert.equal(recogniseFormat(text, file), format))
})
