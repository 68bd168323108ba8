import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changeKind, flipHyphen, joinWithPrevious, partAgain, splitAtEmptyLines } from './edit.ts'
import type { Block } from './model.ts'

const block = (kind: Block['kind'], text: string, more: Partial<Block> = {}): Block => ({ kind, text, lines: [1, 1], doubts: [], ...more })

describe('joinWithPrevious', () => {
  it('joins two paragraphs, their lines and doubts, and keeps the first one’s kind', () => {
    const doubt = { kept: 'a-b', dropped: 'ab', chosen: 'kept' } as const
    const blocks = [block('quotation', 'Раз', { doubts: [doubt] }), block('paragraph', 'два.', { lines: [4, 6] }), block('paragraph', 'Три.')]
    const seam = { at: 4, opening: 'два.', kind: 'paragraph', lines: [4, 6] } as const
    assert.deepEqual(joinWithPrevious(blocks, 1), [block('quotation', 'Раз два.', { lines: [1, 6], doubts: [doubt], seams: [{ ...seam, lines: [4, 6] }] }), blocks[2]])
  })

  it('leaves a hyphen between them as a doubt', () => {
    const [joined] = joinWithPrevious([block('paragraph', 'уся безпе-'), block('paragraph', 'ка країни')], 1)
    assert.equal(joined?.text, 'уся безпе-ка країни')
    assert.deepEqual(joined?.doubts, [{ kept: 'безпе-ка', dropped: 'безпека', chosen: 'kept' }])
    assert.equal(flipHyphen(joined ? [joined] : [], 0, 0)[0]?.text, 'уся безпека країни')
  })

  it('puts asides below one another', () => {
    assert.equal(joinWithPrevious([block('aside', 'Контакти', { aside: 'contacts' }), block('aside', 'тел.')], 1)[0]?.text, 'Контакти\nтел.')
  })

  it('changes nothing where there is nothing above', () => {
    const blocks = [block('title', 'Назва')]
    for (const index of [0, 1, -1, 7]) assert.deepEqual(joinWithPrevious(blocks, index), blocks)
  })
})

describe('partAgain', () => {
  const before = [block('quotation', 'Раз безпе-'), block('list_item', 'ка два.', { level: 2, list: 'ordered', lines: [4, 6] })]

  it('takes a join back: texts and kinds are what they were, changes made since stay', () => {
    const [joined] = joinWithPrevious(before, 1)
    assert.ok(joined)
    assert.deepEqual(partAgain([joined], 0, 10).map(({ kind, text, level, list }) => [kind, text, level, list]), [
      ['quotation', 'Раз безпе-', undefined, undefined], ['list_item', 'ка два.', 2, 'ordered'],
    ])
    const changed = { ...joined, text: 'Зовсім інше. ка два.' }
    assert.deepEqual(partAgain([changed], 0, 13).map(({ text }) => text), ['Зовсім інше.', 'ка два.'])
  })

  it('changes nothing where nothing was joined', () => assert.deepEqual(partAgain(before, 0, 3), before))
})

describe('splitAtEmptyLines', () => {
  it('makes several blocks of one, and shares the doubts out', () => {
    const doubts: Block['doubts'] = [{ kept: 'a-b', dropped: 'ab', chosen: 'kept' }, { kept: 'c-d', dropped: 'cd', chosen: 'dropped' }]
    const parts = splitAtEmptyLines([block('list_item', 'Раз a-b\nі далі\n \n\n\nдва cd', { level: 2, list: 'ordered', doubts })], 0)
    assert.deepEqual(parts, [
      block('list_item', 'Раз a-b і далі', { level: 2, list: 'ordered', doubts: doubts.slice(0, 1) }),
      block('list_item', 'два cd', { level: 2, list: 'ordered', doubts: doubts.slice(1) }),
    ])
  })

  it('lets only the first part stay a title, a heading or a name', () => {
    const kinds = (kind: Block['kind']) => splitAtEmptyLines([block(kind, 'Раз\n\nДва')], 0).map((part) => part.kind)
    assert.deepEqual([kinds('title'), kinds('heading'), kinds('author_name')], [['title', 'paragraph'], ['heading', 'paragraph'], ['author_name', 'author_role']])
  })

  it('changes nothing in a text without empty lines, or without text', () => {
    for (const text of ['Раз', '\n\n']) assert.deepEqual(splitAtEmptyLines([block('paragraph', text)], 0), [block('paragraph', text)])
    assert.deepEqual(splitAtEmptyLines([], 3), [])
  })
})

describe('changeKind', () => {
  it('gives a block what its new kind needs and nothing else', () => {
    const item = block('list_item', 'Раз', { level: 3, list: 'ordered' })
    assert.deepEqual(changeKind([item], 0, 'paragraph'), [block('paragraph', 'Раз')])
    assert.deepEqual(changeKind([item], 0, 'heading', { level: 9 }), [block('heading', 'Раз', { level: 4 })])
    assert.deepEqual(changeKind([item], 0, 'aside', { aside: 'mission' }), [block('aside', 'Раз', { aside: 'mission' })])
    assert.deepEqual(changeKind([block('aside', 'Раз\nдва', { aside: 'teaser' })], 0, 'list_item'), [block('list_item', 'Раз два', { level: 1, list: 'bulleted' })])
  })

  it('keeps one title on the page', () => {
    const blocks = [block('title', 'Сайт'), block('heading', 'Назва', { level: 2 })]
    assert.deepEqual(changeKind(blocks, 1, 'title').map(({ kind }) => kind), ['paragraph', 'title'])
    assert.deepEqual(changeKind(blocks, 5, 'title'), blocks)
  })
})

describe('flipHyphen', () => {
  it('makes the other choice about the occurrence meant, and back', () => {
    const doubts: Block['doubts'] = [{ kept: 're-sign', dropped: 'resign', chosen: 'kept' }, { kept: 're-sign', dropped: 'resign', chosen: 'dropped' }]
    const blocks = [block('paragraph', 'They re-sign and resign.', { doubts })]
    const flipped = flipHyphen(blocks, 0, 1)
    assert.equal(flipped[0]?.text, 'They re-sign and re-sign.')
    assert.equal(flipHyphen(flipped, 0, 0)[0]?.text, 'They resign and re-sign.')
    assert.deepEqual(flipHyphen(flipped, 0, 1), blocks)
  })

  it('changes nothing when a person has rewritten the word', () => {
    const blocks = [block('paragraph', 'They quit.', { doubts: [{ kept: 're-sign', dropped: 'resign', chosen: 'kept' }] })]
    assert.deepEqual(flipHyphen(blocks, 0, 0), blocks)
    assert.deepEqual(flipHyphen(blocks, 0, 4), blocks)
  })
})
