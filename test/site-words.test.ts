import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { loadDictionary } from '../src/spelling/dictionary.ts'
import { speller } from '../src/spelling/speller.ts'
import { startTestSite, type TestSite } from './site.ts'
import { translatorOn } from './translator.ts'

const skip = await loadDictionary('uk') ? false : 'dictionary-uk is not installed'

describe('a word that no dictionary has', { skip }, () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const { as, newRoom, save } = translatorOn(() => site)

  it('is told of in every paragraph, and after one addition to the words of the site in none, in no form', async () => {
    const room = await newRoom(['T', 'One.', 'Two.', 'Three.'], true)
    const ada = await as(site.world.ada)
    await speller.findMisspelled(['кваркозит', 'кваркозитом', 'кваркозити'], 'uk')
    await save(ada, room.page, room.segments[1], 'Тут є кваркозит.')
    await save(ada, room.page, room.segments[2], 'Писали кваркозитом.')
    await save(ada, room.page, room.segments[3], 'Такі кваркозити.')
    const told = async () => [...(await ada.get(room.page)).html.matchAll(/(кваркозит\p{L}*).{1,5}(?:немає в|is not in)/gu)].map(([, word]) => word)
    assert.deepEqual(await told(), ['кваркозит', 'кваркозитом', 'кваркозити'])
    const rev = await as(site.world.rev)
    await rev.post('/desk/words', '/desk/words', { language: 'uk', word: 'кваркозит', note: '' })
    assert.deepEqual(await told(), [])
  })
})
