import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textHash } from '../text/hash.ts'
import type { Block, SourceParagraph, SourceState } from './model.ts'
import { planChange } from './plan.ts'
import { aim } from './target.ts'

const TEXTS = [
  'The quiet bridge', 'It rained in the night over the whole valley.',
  'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.', 'Nobody came to the old bridge before noon.',
]

/** Somebody else's words wait for the paragraphs at these places. */
function original(...waiting: number[]): SourceState {
  const rows = TEXTS.map((text, position): SourceParagraph => ({
    kind: position === 0 ? 'title' : 'paragraph', level: 0, list: null, asset: null, text, segment: `s${position}`, position, hash: textHash(text),
    revision: `r${position}`, approved: `r${position}`, returned: null, translations: [],
    waiting: waiting.includes(position) ? { proposal: 'p', submission: 'b', revision: 'q', hash: 'h', mine: false, sender: 'e' } : null,
  }))
  return { article: 'a', language: 'en', outline: 'o', rows, archived: [], past: new Map(), known: new Set(), structure: null, mark: 'm' }
}

function whole(...texts: string[]): Block[] {
  return texts.map((text, at) => ({ kind: at === 0 ? 'title' : 'paragraph', level: 0, list: null, asset: null, text }))
}

const [title = '', rain = '', river = '', nobody = ''] = TEXTS
const [first = '', second = ''] = river.split(/(?<=\.) /)

describe('what is sent of a plan', () => {
  const cases: [what: string, place: number, blocks: Block[], without: string[], left: string[]][] = [
    ['an edit', 1, whole(title, `${rain} Twice.`, river, nobody), ['s0 stays', 's1 edit', 's2 stays', 's3 stays'], ['s0 stays', 's1 stays', 's2 stays', 's3 stays']],
    ['an edit elsewhere', 1, whole(title, river, nobody, `${rain} Twice.`), ['s0 stays', 's2 stays', 's3 stays', 's1 edit'],
      ['s0 stays', 's2 stays', 's3 stays', 's1 stays']],
    ['a split', 2, whole(title, rain, first, second, nobody), ['s0 stays', 's1 stays', 's2 split', '- split', 's3 stays'],
      ['s0 stays', 's1 stays', 's2 stays', 's3 stays']],
    ['a join', 3, whole(title, rain, `${river} ${nobody}`), ['s0 stays', 's1 stays', 's2 join'], ['s0 stays', 's1 stays', 's2 stays', 's3 stays']],
    ['a removal', 1, whole(title, river, nobody), ['s0 stays', 's2 stays', 's3 stays'], ['s0 stays', 's1 stays', 's2 stays', 's3 stays']],
    ['the removal of the last', 3, whole(title, rain, river), ['s0 stays', 's1 stays', 's2 stays'], ['s0 stays', 's1 stays', 's2 stays', 's3 stays']],
  ]
  for (const [what, place, blocks, without, left] of cases) {
    const told = (state: SourceState, leave: string[]) => aim(state, planChange(state, blocks), leave).map(({ segment, does }) => `${segment ?? '-'} ${does}`)
    it(`is ${what} where nobody else’s words wait, nothing where they do, and the rest where that paragraph is left`, () => {
      assert.deepEqual(told(original(), []), without)
      assert.throws(() => told(original(place), []), { code: 'wrong_state' })
      assert.deepEqual(told(original(place), [`s${place}`]), left)
      const texts = new Map(aim(original(place), planChange(original(place), blocks), [`s${place}`]).map(({ segment, text }) => [segment, text]))
      assert.equal(texts.get(`s${place}`), TEXTS[place])
    })
  }

  it('leaves no words with an error in a paragraph that comes back: nothing stands there that could be left', () => {
    const text = 'The toll-keeper wrote each name down in a book.'
    const state: SourceState = { ...original(), archived: [{ segment: 'gone', position: 4, kind: 'paragraph', level: 0, list: null, asset: null, revision: 'r', translations: [], text, hash: textHash(text) }] }
    const at = (words: string, key = planChange(state, whole(...TEXTS, words)).rows[4]?.key ?? '') => planChange(state, whole(...TEXTS, words), { [key]: { as: 'gone' } })
    assert.deepEqual(aim(state, at(text.replace('each', 'every')), ['gone']).at(-1)?.does, 'returns')
    assert.throws(() => aim(state, at(text.replace('each', 'eаch')), ['gone']), { code: 'faulty_text' })
  })
})
