import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { loadDictionary } from '../../spelling/dictionary.ts'
import type { HyphenDoubt, PageOptions } from './model.ts'
import { readPageText } from './read.ts'

const corpus = new URL('../../../../shared/corpora/seedlike/', import.meta.url)

/** Two or more lines of running text: what they are put together to, and what is doubted. */
function join(text: string, options: PageOptions): { text: string; doubts: HyphenDoubt[] } {
  const blocks = readPageText(`Title\n\n${text}`, options).blocks.slice(1)
  return { text: blocks.map((block) => block.text).join('\n'), doubts: blocks.flatMap((block) => block.doubts) }
}

const SURE: [language: string, lines: string, whole: string][] = [
  ['en', 'the nuclear saber-\nrattling went on.', 'the nuclear saber-rattling went on.'],
  ['en', 'in the so-\ncalled peace.', 'in the so-called peace.'],
  ['en', 'after an agree-\nment was made.', 'after an agreement was made.'],
  ['en', 'after an agree‐\nment was made.', 'after an agreement was made.'],
  ['en', 'after an agree\u00AD\nment was made.', 'after an agreement was made.'],
  ['en', 'of a soft\u00ADened word and a pre\u00AD\npared one.', 'of a softened word and a prepared one.'],
  ['en', 'the years 1939-\n1940 were hard.', 'the years 1939-1940 were hard.'],
  ['en', 'the years 1939–\n1940 were hard.', 'the years 1939–1940 were hard.'],
  ['en', 'the Berlin–\nRome axis.', 'the Berlin–Rome axis.'],
  ['en', 'the anti-\nUkrainian talk.', 'the anti-Ukrainian talk.'],
  ['en', 'a one-, two-\nor three-year plan.', 'a one-, two- or three-year plan.'],
  ['en', 'the site-\nor policy-wide rules.', 'the site- or policy-wide rules.'],
  ['en', 'this is a maj-\nor step.', 'this is a major step.'],
  ['en', 'send an e-\nmail now.', 'send an e-mail now.'],
  ['en', 'the COVID-\n19 years.', 'the COVID-19 years.'],
  ['en', 'at https://a.example/some-\nplace/x now.', 'at https://a.example/some-place/x now.'],
  ['en', 'the allies —\nor their absence.', 'the allies — or their absence.'],
  ['en', 'read and/\nor write.', 'read and/or write.'],
  ['en', 'the dpkg-\ngencontrol tool.', 'the dpkg-gencontrol tool.'],
  ['en', 'of a subpro-\ncess here.', 'of a subprocess here.'],
  ['en', 'The GOVERN-\nMENT says.', 'The GOVERNMENT says.'],
  ['uk', 'уся безпе-\nка країни.', 'уся безпека країни.'],
  ['uk', 'за будь-\nякою ціною.', 'за будь-якою ціною.'],
  ['uk', 'союз воєнно-\nполітичний тут.', 'союз воєнно-політичний тут.'],
  ['uk', 'наш двох- і трирічний та двох-\nі чотирирічний досвід.', 'наш двох- і трирічний та двох- і чотирирічний досвід.'],
  ['uk', 'дво-\nта тримовний словник.', 'дво- та тримовний словник.'],
  ['uk', 'тяжка робо-\nта триває.', 'тяжка робота триває.'],
  ['uk', 'у місті Івано-\nФранківськ гарно.', 'у місті Івано-Франківськ гарно.'],
  ['uk', 'має 12-\nрічний досвід.', 'має 12-річний досвід.'],
  ['uk', 'хто-\nнебудь прийде.', 'хто-небудь прийде.'],
  ['uk', 'скажи по-\nукраїнськи це.', 'скажи по-українськи це.'],
  ['uk', 'вийшов з-\nпід столу.', 'вийшов з-під столу.'],
  ['uk', 'цей об’-\nєкт закрито.', 'цей об’єкт закрито.'],
  ['uk', 'про БЕЗПЕ-\nКУ всіх.', 'про БЕЗПЕКУ всіх.'],
  ['uk', 'дуже важ\u00ADли\u00AD\nве слово.', 'дуже важливе слово.'],
]

describe('a word broken at a line end', () => {
  for (const [language, lines, whole] of SURE) {
    it(`is put together beyond doubt: ${whole}`, async () => {
      assert.deepEqual(join(lines, await optionsFor(language)), { text: whole, doubts: [] })
    })
  }

  it('follows the same word elsewhere in the text, without any dictionary', () => {
    const options = { language: 'en' }
    assert.equal(join('the blue-\ngreen sea. A blue-green sea.', options).text, 'the blue-green sea. A blue-green sea.')
    assert.equal(join('the blue-\ngreen sea. A bluegreen sea.', options).text, 'the bluegreen sea. A bluegreen sea.')
    assert.equal(join('у кібер-\nпросторі є. Про кіберпростір знають.', { language: 'uk' }).text, 'у кіберпросторі є. Про кіберпростір знають.')
    assert.deepEqual(join('of Java-\nScript and JavaScript.', options), { text: 'of JavaScript and JavaScript.', doubts: [] })
  })

  it('is doubted when it could be meant either way, and follows the habit of the text', async () => {
    const options = await optionsFor('en')
    const doubt = { kept: 're-sign', dropped: 'resign' }
    assert.deepEqual(join('They re-\nsign it.', options).doubts, [{ ...doubt, chosen: 'dropped' }])
    assert.deepEqual(join('After a so-\ncalled rest they re-\nsign it.', options).doubts, [{ ...doubt, chosen: 'kept' }])
    assert.deepEqual(join('After the agree-\nment they re-\nsign it.', options).doubts, [{ ...doubt, chosen: 'dropped' }])
  })

  it('keeps its U+2010 only where the text writes that sign inside lines too', () => {
    const options = { language: 'en' }
    assert.equal(join('a blue‐\ngreyish sea.', options).text, 'a bluegreyish sea.')
    assert.equal(join('a well‐\nknown, well‐known sea.', options).text, 'a well‐known, well‐known sea.')
  })

  it('is right in more than 98 of 100 real cases', { skip: existsSync(corpus) ? false : 'the corpora are not beside this project' }, async () => {
    const options = await optionsFor('en')
    for (const file of ['hyphens-hard.tsv', 'ssh-agent.1.hyphens-soft.tsv']) {
      for (const sign of ['‐', '-']) {
        const rows = readRows(file).map(({ line, next, whole }) => ({ text: `${line.replace('‐', sign)}\n${next}`, whole }))
        const wrong = rows.filter(({ text, whole }) => !join(text, options).text.includes(whole))
        assert.ok(wrong.length <= rows.length * 0.02, `${file} ${JSON.stringify(wrong)}`)
      }
    }
  })
})

function readRows(file: string): { line: string; next: string; whole: string }[] {
  return readFileSync(new URL(file, corpus), 'utf8').trimEnd().split('\n').slice(1).map((row) => {
    const [line = '', next = '', , whole = ''] = row.split('\t')
    return { line, next, whole }
  })
}

async function optionsFor(language: string): Promise<PageOptions> {
  const isWord = (await loadDictionary(language))?.isWord
  return { language, ...(isWord && { isWord }) }
}
