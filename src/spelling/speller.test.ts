import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, describe, it } from 'node:test'
import { loadDictionary } from './dictionary.ts'
import { openSpeller, type Speller } from './speller.ts'

const hasUkrainian = await loadDictionary('uk') !== undefined

/** A thread that answers as this says of each question; `seen` counts what came before. */
function threadThat(answers: string): URL {
  const script = `import { parentPort } from 'node:worker_threads'; let seen = 0; parentPort.on('message', (q) => { ${answers}; seen += 1 })`
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`)
}
const NUMBER_OF_QUESTION = 'parentPort.postMessage({ id: q.id, suggestions: [String(seen)] })'

describe('the speller', () => {
  const speller = openSpeller()
  after(() => speller.close())

  it('names the words that the dictionary does not have, each once', async () => {
    assert.deepEqual(await speller.findMisspelled(['house', 'houze', 'houze', 'don’t'], 'en-GB'), new Set(['houze']))
  })

  it('answers the same again, and for a part of the words known', async () => {
    assert.deepEqual(await speller.findMisspelled(['houze', 'gardn', 'garden'], 'en'), new Set(['houze', 'gardn']))
    assert.deepEqual(await speller.findMisspelled(['gardn'], 'en'), new Set(['gardn']))
    assert.deepEqual(await speller.findMisspelled([], 'en'), new Set())
  })

  it('suggests what may have been meant, and nothing for a word that nobody writes', async () => {
    assert.ok((await speller.suggest('houze', 'en')).includes('house'))
    assert.deepEqual(await speller.suggest('w'.repeat(100_000), 'en'), [])
  })

  it('names words of the dictionary of which one slip makes a word', async () => {
    const cases: [slip: string, of: string][] = [['houes', 'house'], ['huse', 'house'], ['houuse', 'house'], ['hpuse', 'house'], ['don’tt', 'don\'t']]
    const near = await speller.findNear([...cases.map(([slip]) => slip), 'hoousee', 'xyzzy'], 'en')
    for (const [slip, of] of cases) assert.ok(near?.get(slip)?.includes(of), slip)
    assert.deepEqual([near?.get('hoousee'), near?.get('xyzzy')], [[], []])
    assert.equal((await speller.findNear(['houes'], 'en'))?.get('houes'), near?.get('houes'))
    assert.equal(await speller.findNear(['wort'], 'de'), null)
  })

  it('says nothing of a language without a dictionary', async () => {
    assert.equal(await speller.findMisspelled(['wort'], 'de'), null)
    assert.deepEqual(await speller.suggest('wort', 'de'), [])
  })

  it('knows Ukrainian words with any apostrophe, and suggests with that of the site', { skip: hasUkrainian ? false : 'dictionary-uk is not installed' }, async () => {
    assert.deepEqual(await speller.findMisspelled(['безпека', 'обʼєкт', 'об\'єкт', 'обєкт', 'Києві'], 'uk'), new Set(['обєкт']))
    assert.deepEqual(await speller.suggest('обєкт', 'uk'), ['обʼєкт'])
  })
})

describe('the thread of the speller', () => {
  const opened: Speller[] = []
  const open = (options: Parameters<typeof openSpeller>[0]) => {
    const one = openSpeller(options)
    opened.push(one)
    return one
  }
  after(() => opened.forEach((one) => one.close()))

  it('is ended when it hangs, and whoever waits is told nothing', async () => {
    const speller = open({ thread: threadThat('for (;;);'), wordsMs: 300 })
    assert.deepEqual(await Promise.all([speller.findMisspelled(['a'], 'en'), speller.suggest('b', 'en')]), [null, []])
  })

  it('begins anew after it died, and whoever waited is told at once', { timeout: 30_000 }, async () => {
    const speller = open({ thread: threadThat(`if (q.word === 'die') throw new Error('dead'); ${NUMBER_OF_QUESTION}`), suggestionsMs: 600_000 })
    assert.deepEqual(await speller.suggest('one', 'en'), ['0'])
    assert.deepEqual(await speller.suggest('two', 'en'), ['1'])
    assert.deepEqual(await speller.suggest('die', 'en'), [])
    assert.deepEqual(await speller.suggest('three', 'en'), ['0'])
  })

  it('ends after a time without questions', async () => {
    const speller = open({ thread: threadThat(NUMBER_OF_QUESTION), idleMs: 0 })
    assert.deepEqual(await speller.suggest('one', 'en'), ['0'])
    // Two turns of the clock: the thread's own timer has run when the second comes.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1))
    assert.deepEqual(await speller.suggest('two', 'en'), ['0'])
  })

  it('is asked once for what it said before', async () => {
    const speller = open({ thread: threadThat(NUMBER_OF_QUESTION) })
    assert.deepEqual(await speller.suggest('one', 'en'), ['0'])
    assert.deepEqual(await speller.suggest('one', 'en-GB'), ['0'])
    assert.deepEqual(await speller.suggest('one', 'uk'), ['1'])
  })

  it('does not keep a program from ending', async () => {
    const script = `import { openSpeller } from ${JSON.stringify(new URL('./speller.ts', import.meta.url).href)}
      console.log([...await openSpeller().findMisspelled(['houze'], 'en')].join())`
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', timeout: 60_000 })
    assert.deepEqual([stdout.trim(), status], ['houze', 0])
  })
})
