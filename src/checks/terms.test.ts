import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readProse } from '../text/prose.ts'
import { checkPair } from './check.ts'
import { pairTerms, type TermEntry } from './pair-terms.ts'
import { checkTerms } from './terms.ts'

const CORPUS = new URL('../../../shared/corpora/tm/en-uk-5k.tsv', import.meta.url)

/** `en ally | uk союзник | uk спільник!` — one with `!` is to be avoided, one with `?` allowed; a leading `*` makes it a name. */
function entryFrom(written: string, id: number): TermEntry {
  const words = written.replace(/^\*/, '').split(' | ').map((one) => {
    const [, language = '', text = '', sign = ''] = /^(\S+) (.+?)([!?]?)$/.exec(one.trim()) ?? []
    return { language, text, isVerb: false, status: sign === '!' ? 'forbidden' as const : sign === '?' ? 'allowed' as const : 'preferred' as const }
  })
  return { id: String(id), isName: written.startsWith('*'), words }
}

const GLOSSARY = [
  'en ally | uk союзник | uk спільник!', 'en national resilience | uk національна стійкість', 'en security | uk безпека',
  '*en Kyiv | en Kiev! | uk Київ', '*en Odesa | uk Одеса', 'en state | uk держава', 'en state | uk стан', 'en landline telephone', 'en hub | uk осередок | uk хаб?',
  'en API | uk API', 'en website | uk сайт | uk веб-сайт!', 'en house | uk дім | uk будинок!', 'en town hall | uk будинок культури',
].map(entryFrom)

function findings(source: string | null, target: string, [from, to] = ['en', 'uk']) {
  const pair = { source, target, from, to, kind: 'paragraph', terms: pairTerms(GLOSSARY, from, to), links: null, elsewhere: [], known: new Set<string>(), stops: 'inside' as const }
  return checkPair(pair).filter(({ check }) => check === 'terms')
}

const told = (source: string | null, target: string, pair?: [string, string]) =>
  findings(source, target, pair).map(({ says, words }) => [says, ...Object.values(words)].join(' '))

describe('the terms of a translation (P42)', () => {
  const fine: [what: string, source: string, target: string][] = [
    ['are satisfied by any form', 'Our allies know.', 'Нам відомо від союзників.'],
    ['are satisfied by an allowed word', 'A hub.', 'У хабі.'],
    ['of several words, each inflected', 'Without national resilience', 'Без національної стійкості'],
    ['are satisfied within marks', 'The **security** of [allies](/a)', '*Безпека* [союзників](/a)'],
    ['with the same words: any of them will do', 'The state of things', 'Стан речей'],
    ['are not looked for inside longer ones', 'national resilience', 'національна стійкість'],
    ['that have no word in this language leave it free', 'A landline telephone', 'Апарат'],
    ['are not looked for in code', 'Run `security`.', 'Запустіть `security`.'],
    ['may stand once where the original repeats them', 'Allies help allies.', 'Союзники допомагають одне одному.'],
    ['to be avoided mean something else where the original has not the term', 'His accomplice', 'Його спільник'],
    ['to be avoided may stand inside a longer right one', 'A house and a town hall', 'Дім і будинок культури'],
  ]
  for (const [what, source, target] of fine) it(what, () => assert.deepEqual(told(source, target), []))

  const wrong: [what: string, source: string, target: string, expected: string[]][] = [
    ['are missing', 'Our allies know.', 'Наші друзі знають.', ['term_missing ally союзник']],
    ['are missing once, however often the original has them', 'Allies and allies.', 'Друзі.', ['term_missing ally союзник']],
    ['with the same words are missing together', 'The state', 'Країна', ['term_missing state держава / стан']],
    ['are called by a word to avoid', 'Our allies know.', 'Наші спільники знають.', ['term_instead спільники союзник']],
    ['are called so in a longer text with capitals', 'A website', 'Веб-сайт', ['term_instead Веб-сайт сайт']],
    ['are missing where a name has another word', 'In Kiev', 'У столиці', ['term_missing Kiev Київ']],
  ]
  for (const [what, source, target, expected] of wrong) it(`say what is wrong when they ${what}`, () => assert.deepEqual(told(source, target), expected))

  it('are checked the other way about, and a name everywhere', () => {
    assert.deepEqual(told('Наші союзники.', 'Our friends.', ['uk', 'en']), ['term_missing союзник ally'])
    assert.deepEqual(told('Тут тихо.', 'Kiev is quiet.', ['uk', 'en']), ['term_instead Kiev Kyiv'])
    assert.deepEqual(told(null, 'Kiev is quiet.', ['en', 'en']), ['term_instead Kiev Kyiv'])
  })

  it('are put right by one click only where the word stands as the glossary has it', () => {
    const [plain] = findings('An ally', 'Це спільник.')
    assert.deepEqual(plain?.fix, { start: 3, end: 11, text: 'союзник' })
    assert.equal(findings('An ally', 'Без спільника.')[0]?.fix, null)
    assert.deepEqual(findings('An ally', 'Друг.')[0]?.fix, { insert: 'союзник' })
  })

  it('are shown where they stand in the original, marks counted', () => {
    const [missing] = findings('The **allies** know.', 'Друзі знають.')
    assert.deepEqual([missing?.side, missing?.at], ['source', { start: 6, end: 12 }])
  })

  it('are never more than a warning', () => {
    assert.deepEqual(new Set(findings('allies, security, Kyiv', 'спільник').map(({ severity }) => severity)), new Set(['warning']))
  })

  it('are silent without a glossary', () => {
    const read = { source: 'ally', target: 'друг', from: 'en', to: 'uk', kind: 'paragraph', terms: null, links: null, elsewhere: [], known: new Set<string>(), stops: 'inside' as const }
    assert.deepEqual(checkTerms({ ...read, text: readProse('друг'), original: readProse('ally') }), [])
  })
})

describe('real translations', { skip: !existsSync(CORPUS) && 'the shared corpora are not here' }, () => {
  // Terms that these translations are consistent in: what is warned of is a real departure, or the check is wrong.
  const terms = pairTerms([
    'en component | uk компонент', 'en browser | uk браузер', 'en attribute | uk атрибут', 'en plugin | uk плагін', 'en module | uk модуль',
    'en directory | uk тека | uk каталог? | uk директорія?', 'en template | uk шаблон', 'en server | uk сервер', 'en property | uk властивість',
  ].map(entryFrom), 'en', 'uk')

  it('that keep to a glossary are hardly ever warned of', (t) => {
    let [asked, missing] = [0, 0]
    for (const row of readFileSync(CORPUS, 'utf8').split('\n').slice(1)) {
      const [, source = '', target = ''] = row.split('\t')
      if (target === '') continue
      const read = { source, target, from: 'en', to: 'uk', kind: 'paragraph', terms, links: null, elsewhere: [], known: new Set<string>(), stops: 'inside' as const }
      const [original, text] = [readProse(source), readProse(target)]
      asked += terms.inOriginal(original.words).length
      missing += checkTerms({ ...read, original, text }).length
    }
    t.diagnostic(`${missing} warnings for ${asked} terms`)
    assert.ok(asked > 500 && missing / asked < 0.06, `${missing} of ${asked}`)
  })
})
