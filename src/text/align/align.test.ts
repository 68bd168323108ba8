import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textHash } from '../hash.ts'
import { alignBlocks, changesOf } from './align.ts'
import type { Alignment, NewBlock } from './model.ts'

const SEA = 'Море того ранку було тихе, і рибалки вийшли на два кілометри від берега.'
const FISH = 'Риба не клювала, тож вони чекали, доки зійде сонце, і розмовляли про дім.'
const HOME = 'Удома на них чекали діти, які ще не бачили моря, і старий пес.'
const LAW = 'The law was passed in 2019 and has been amended three times since then.'
const COURT = 'The court found that two of these amendments were against the constitution.'
const PRESS = 'Newspapers wrote about it for months, and then forgot.'

describe('aligning a changed article', () => {
  const cases: [what: string, before: string[], after: string[], changes: string][] = [
    ['nothing in nothing', [], [], ''],
    ['a text that stayed', [SEA, FISH, LAW], [SEA, FISH, LAW], '0 unchanged, 1 unchanged, 2 unchanged'],
    ['a new article', [], [SEA, FISH], 'new, new'],
    ['an emptied article', [SEA, FISH], [], '; removed 0, 1'],
    ['an insertion', [SEA, HOME], [SEA, FISH, HOME], '0 unchanged, new, 1 unchanged'],
    ['a removal', [LAW, COURT, PRESS], [LAW, PRESS], '0 unchanged, 2 unchanged; removed 1'],
    ['a removal beside an insertion', [LAW, COURT, PRESS], [LAW, SEA, PRESS], '0 unchanged, new, 2 unchanged; removed 1'],
    ['a paragraph with other words', [SEA, FISH, HOME], [SEA, FISH.replace('сонце', 'місяць'), HOME], '0 unchanged, 1 edited, 2 unchanged'],
    ['a number', [LAW, COURT], [LAW.replace('2019', '2021'), COURT], '0 edited, 1 unchanged'],
    ['other endings of words', ['Гарантія безпеки', SEA], ['Гарантії безпеки', SEA], '0 edited, 1 unchanged'],
    ['a moved paragraph', [SEA, FISH, HOME], [FISH, HOME, SEA], '1 unchanged, 2 unchanged, 0 moved'],
    ['a paragraph moved and changed', [LAW, COURT, PRESS], [COURT, PRESS, `${LAW} Twice.`], '1 unchanged, 2 unchanged, 0 moved_edited'],
    ['other quotation marks', ['Він сказав "так".', SEA], ['Він сказав «так».', SEA], '0 typography, 1 unchanged'],
    ['another apostrophe, elsewhere', ['П\'ять сіл', SEA, FISH], [SEA, FISH, 'Пʼять сіл'], '1 unchanged, 2 unchanged, 0 typography moved'],
    ['a split', [LAW, `${SEA} ${FISH}`], [LAW, SEA, FISH], '0 unchanged, 1 split 1, 1 split 2'],
    ['a split in three, with other words', [`${LAW} ${COURT} ${PRESS}`], [LAW, COURT.replace('two', 'three'), PRESS], '0 split 1, 0 split 2, 0 split 3'],
    ['a merge', [SEA, FISH, HOME], [`${SEA} ${FISH}`, HOME], '0+1 merged, 2 unchanged'],
    ['a list that became a paragraph', [SEA, LAW, COURT, PRESS], [SEA, `${LAW} ${COURT} ${PRESS}`], '0 unchanged, 1+2+3 merged'],
    ['a paragraph that only grew', [LAW, COURT], [`${LAW} Nobody knew.`, COURT], '0 edited, 1 unchanged'],
    ['a paragraph that grew before a new one', [LAW, COURT], [`${LAW} Nobody knew.`, PRESS, COURT], '0 edited, new, 1 unchanged'],
    ['equal paragraphs, one fewer', [SEA, '***', FISH, '***', HOME], [SEA, FISH, '***', HOME], '0 unchanged, 2 unchanged, 3 unchanged, 4 unchanged; removed 1'],
    ['equal paragraphs, one more', [SEA, '***', FISH], [SEA, '***', FISH, '***'], '0 unchanged, 1 unchanged, 2 unchanged, new'],
    ['another paragraph with a few of the same words', ['See also:', SEA], ['See the law of the land', SEA], 'new, 1 unchanged; removed 0'],
    ['of two that are as similar the one in its place', ['Chapter one of the book', SEA, 'Chapter two of the book'], [SEA, 'Chapter ten of the book'],
      '1 unchanged, 2 edited; removed 0'],
    ['other signs around no words', ['«?»', SEA], ['"?"', SEA], '0 typography, 1 unchanged'],
    ['letters written in two code points', ['Її', SEA], ['Її'.normalize('NFD'), SEA], '0 unchanged, 1 unchanged'],
    ['texts without words', ['—', '…'], ['!', '?'], 'new, new; removed 0, 1'],
  ]
  for (const [what, before, after, changes] of cases) {
    it(`finds ${what}`, () => assert.equal(spell(alignTexts(before, after)), changes))
  }

  it('takes the heading along with its section when sections change places', () => {
    const [example, law, sea] = ['Приклад', [LAW, COURT], [SEA, FISH, HOME]]
    const alignment = alignTexts([example, ...law, example, ...sea], [example, ...sea, example, ...law])
    assert.deepEqual(alignment.blocks.map(({ keeps }) => keeps), ['3', '4', '5', '6', '0', '1', '2'])
  })

  it('says where removed paragraphs stood', () => {
    const { removed } = alignTexts([LAW, SEA, COURT, PRESS, FISH], [SEA, PRESS])
    assert.deepEqual(removed, [{ id: '0', position: 0, at: 0 }, { id: '2', position: 2, at: 1 }, { id: '4', position: 4, at: 2 }])
  })

  it('counts the changes', () => {
    const counts = changesOf(alignTexts([LAW, `${SEA} ${FISH}`, COURT], [SEA, FISH, `${LAW} Twice.`, PRESS]))
    assert.deepEqual(Object.entries(counts).filter(([, count]) => count > 0), [['moved_edited', 1], ['split', 2], ['new', 1], ['removed', 1]])
  })

  it('gives the identity to the first part of a split and keeps the first of a merge', () => {
    const parts = alignTexts([`${SEA} ${FISH}`], [SEA, FISH]).blocks
    assert.deepEqual(parts.map(({ from, keeps, part }) => ({ from, keeps, part })), [
      { from: ['0'], keeps: '0', part: 1 }, { from: ['0'], keeps: null, part: 2 },
    ])
    assert.deepEqual(alignTexts([SEA, FISH], [`${SEA} ${FISH}`]).blocks.map(({ keeps }) => keeps), ['0'])
  })
})

it('finds every edited paragraph among many, wherever each one moved', () => {
  let state = 1
  const word = () => `w${(state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % 90}`
  const before = Array.from({ length: 300 }, () => Array.from({ length: 24 }, word).join(' '))
  const after = before.map((text, at) => text.replace(/^(\S+ \S+) \S+( .* )\S+ (\S+)$/, `$1 new${at}$2$3 end`)).reverse()
  assert.deepEqual(alignTexts(before, after).blocks.map(({ from: [id] }) => id), before.map((_, at) => String(299 - at)))
})

describe('kinds and pictures', () => {
  const heading = (text: string, level = 2): NewBlock => ({ text, kind: 'heading', level, list: null })
  const image = (text: string, asset: string | null): NewBlock => ({ text, kind: 'image', level: 0, list: null, asset })
  const paragraph = (text: string): NewBlock => ({ text, kind: 'paragraph', level: 0, list: null })
  const cases: [what: string, before: NewBlock[], after: NewBlock[], changes: string][] = [
    ['a paragraph that became a heading', [paragraph(SEA), paragraph(LAW)], [heading(SEA), paragraph(LAW)], '0 unchanged kind, 1 unchanged'],
    ['another level of heading', [heading(SEA)], [heading(SEA, 3)], '0 unchanged kind'],
    ['a quotation of the words of a heading', [heading('Море'), paragraph('Море')], [paragraph('Море')], '1 unchanged; removed 0'],
    ['the paragraph before the heading with the same words', [paragraph(LAW), heading(LAW)], [heading(`${LAW} Ever.`), paragraph(`${LAW} Ever.`)],
      '1 edited, 0 moved_edited'],
    ['a picture with another alternative text', [image('Sea', 'a1'), paragraph(LAW)], [paragraph(LAW), image('A boat at dawn', 'a1')],
      '1 unchanged, 0 moved_edited'],
    ['another picture with the same text', [image('Схід сонця над морем', 'a1')], [image('Схід сонця над морем', 'b2')], '0 unchanged picture'],
    ['a picture that is not known yet', [image('', 'a1'), image('', 'b2')], [image('', null), image('', 'b2')], '0 unchanged, 1 unchanged'],
    ['two pictures without text that changed places', [image('', 'a1'), image('', 'b2')], [image('', 'b2'), image('', 'a1')], '1 unchanged, 0 moved'],
    ['no picture in a text', [image('Море', 'a1')], [paragraph('Море')], 'new; removed 0'],
  ]
  for (const [what, before, after, changes] of cases) {
    it(`finds ${what}`, () => assert.equal(spell(alignBlocks(identify(before), [], after)), changes))
  }
})

describe('the archive', () => {
  const archive = (...texts: string[]) => texts.map((text, at) => ({ id: `a${at}`, text, hash: textHash(text), kind: 'paragraph' }))
  const alignWith = (archived: string[], before: string[], after: string[]) => {
    return alignBlocks(identify(plain(before)), archive(...archived), plain(after))
  }

  it('gives a removed paragraph back when its text is here again', () => {
    const { blocks: [, back] } = alignWith([SEA, FISH], [LAW], [LAW, FISH])
    assert.deepEqual(back, { change: 'returned', from: ['a1'], keeps: 'a1', similarity: 1, moved: false, kindChanged: false, pictureChanged: false })
  })
  it('gives each back once, in order', () => {
    assert.equal(spell(alignWith([SEA, SEA], [], [SEA, SEA, SEA])), 'a0 returned, a1 returned, new')
  })
  it('offers a similar one and leaves the identity to a person', () => {
    const { blocks: [offered, other] } = alignWith([LAW, SEA], [], [LAW.replace('three', 'four'), PRESS])
    assert.deepEqual([offered?.change, offered?.offered, offered?.keeps], ['new', 'a0', null])
    assert.ok(offered && offered.similarity >= 0.7 && offered.similarity < 1)
    assert.equal(other?.offered, undefined)
  })
  it('offers each once, to the most similar', () => {
    const { blocks } = alignWith([LAW], [], [LAW.replace('three', 'four').replace('2019', '2020'), LAW.replace('three', 'four')])
    assert.deepEqual(blocks.map(({ offered }) => offered), [undefined, 'a0'])
  })
  it('offers nothing that merely shares a few words', () => {
    assert.equal(alignWith([LAW], [], ['The law of the sea has been written down three times by sailors.']).blocks[0]?.offered, undefined)
  })
  it('takes nothing that the article itself still has', () => {
    assert.equal(spell(alignWith([SEA], [SEA], [SEA])), '0 unchanged')
  })
})

function alignTexts(before: readonly string[], after: readonly string[]): Alignment {
  return alignBlocks(identify(plain(before)), [], plain(after))
}

function plain(texts: readonly string[]): NewBlock[] {
  return texts.map((text) => ({ text, kind: 'paragraph', level: 0, list: null }))
}

function identify(blocks: readonly NewBlock[]) {
  return blocks.map((block, at) => ({ ...block, id: String(at), hash: textHash(block.text) }))
}

/** Old ids and change of each block, in one line: "0 unchanged, 1+2 merged, new; removed 3". */
function spell({ blocks, removed }: Alignment): string {
  const words = blocks.map(({ from, change, part, moved, kindChanged, pictureChanged }) => [
    from.join('+'), change, part, moved && !change.startsWith('moved') && 'moved', kindChanged && 'kind', pictureChanged && 'picture',
  ].filter((word) => word !== undefined && word !== false && word !== '').join(' '))
  return [words.join(', '), ...(removed.length > 0 ? [`removed ${removed.map(({ id }) => id).join(', ')}`] : [])].join('; ')
}
