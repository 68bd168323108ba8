import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textHash } from '../text/hash.ts'
import { alignSource } from './alignment.ts'
import type { ArchivedParagraph, Block, SourceParagraph } from './model.ts'

const FERRY = 'A ferry was hired for the summer months. It left from the mill at seven and at noon.'
const RIVER = 'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.'
const MARKET = 'Every second Sunday farmers brought cheese and honey. Children were given what was left over.'
const RIVER_ONCE = RIVER.replace('seven', 'nine')
const FERRY_NOW = FERRY.replace('noon', 'dusk')

function block(text: string): Block {
  return { kind: 'paragraph', level: 0, list: null, asset: null, text }
}

function stands(segment: string, position: number, text: string): SourceParagraph {
  const revision = `r-${segment}`
  return {
    ...block(text), asset: null, segment, position, hash: textHash(text), revision, approved: revision, returned: null, waiting: null,
    translations: [],
  }
}

function removed(segment: string, text: string): ArchivedParagraph {
  return { ...block(text), asset: null, segment, position: 9, hash: textHash(text), revision: `r-${segment}`, translations: [] }
}

describe('an original put back as it was', () => {
  it('finds each identity again, those too that were joined into one another and altered since', () => {
    const rows = [stands('market', 0, MARKET), stands('ferry', 1, [FERRY_NOW, RIVER, MARKET].join(' '))]
    const archived = [removed('river', [RIVER, MARKET].join(' '))]
    const past = new Map([[textHash(FERRY), ['ferry']], [textHash(RIVER_ONCE), ['river']]])
    const found = alignSource({ rows, archived, past }, [FERRY, RIVER_ONCE, MARKET].map(block))
    assert.deepEqual(found.map(({ keeps }) => keeps), ['ferry', 'river', 'market'])
  })
})
