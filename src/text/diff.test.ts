import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Shape, TextDiff } from './diff.ts'
import { diffTexts } from './diff.ts'
import { tokenize } from './tokens.ts'

const LONG = 'Кожна людина має право на життя, на свободу і на особисту недоторканність, і ніхто не може бути позбавлений їх свавільно.'

describe('a diff of words', () => {
  const cases: [what: string, before: string, after: string, shown: string, shape: Shape][] = [
    ['shows one changed word', 'Слава всій Україні', 'Слава нашій Україні', 'Слава [-всій-]{+нашій+} Україні', 'words'],
    ['shows an insertion with its space', 'один два', 'один і два', 'один {+і +}два', 'words'],
    ['shows a removal with its space', 'один і два', 'один два', 'один [-і -]два', 'words'],
    ['shows a word added at the end', 'один два', 'один два три', 'один два{+ три+}', 'words'],
    ['shows a word removed before a comma', 'так само, ні', 'так, ні', 'так[- само-], ні', 'words'],
    ['shows punctuation alone', 'союзників реалістично, так', 'союзників реалістично: так', 'союзників реалістично[-,-]{+:+} так', 'words'],
    ['shows a change of case', 'слава Україні', 'Слава Україні', '[-слава-]{+Слава+} Україні', 'words'],
    ['shows whole words', 'Наші спільники тут', 'Наші спілкування тут', 'Наші [-спільники-]{+спілкування+} тут', 'words'],
    ['shows whole hyphenated words', 'з будь-яким словом', 'з будь-якою словом', 'з [-будь-яким-]{+будь-якою+} словом', 'words'],
    ['merges neighbours, removal first', 'це старий добрий світ тут', 'це новий кращий світ тут', 'це [-старий добрий-]{+новий кращий+} світ тут', 'words'],
    ['absorbs a short word between two changes', 'ми їдемо сьогодні в Київ усі разом', 'ми їдемо завтра в Львів усі разом', 'ми їдемо [-сьогодні в Київ-]{+завтра в Львів+} усі разом', 'words'],
    ['absorbs a comma between two changes', 'є тут хліб, вода і сіль нині', 'є тут мед, сало і сіль нині', 'є тут [-хліб, вода-]{+мед, сало+} і сіль нині', 'words'],
    ['keeps what stands between two insertions', 'ось мій дім тут', 'ось і мій рідний дім тут', 'ось {+і +}мій {+рідний +}дім тут', 'words'],
    ['keeps a space that only grew', 'один два', 'один  два', 'один {+ +}два', 'typography'],
    ['shows a new line break', 'один два', 'один\nдва', 'один[- -]{+\n+}два', 'words'],
    ['shows apostrophes of another kind', 'об’єкт є тут', 'об\'єкт є тут', '[-об’єкт-]{+об\'єкт+} є тут', 'typography'],
    ['shows quotation marks of another kind', 'він казав "так" і пішов', 'він казав «так» і пішов', 'він казав [-"-]{+«+}так[-"-]{+»+} і пішов', 'typography'],
    ['shows a dash and its space', 'Київ - столиця', 'Київ\u00a0— столиця', 'Київ[- --]{+\u00a0—+} столиця', 'typography'],
    ['shows a typographic number range', 'у 1939-1945 роках', 'у 1939–1945 роках', 'у [-1939-1945-]{+1939–1945+} роках', 'typography'],
    ['shows a lost apostrophe as a change', 'моє здоровʼя та інше', 'моє здоровя та інше', 'моє [-здоровʼя-]{+здоровя+} та інше', 'words'],
    ['shows apostrophes beside a real change exactly', 'сім\'я і дім і сад', 'сімʼя і хата і сад', '[-сім\'я і дім-]{+сімʼя і хата+} і сад', 'words'],
    ['shows a new text as added', '', 'усе нове', '{+усе нове+}', 'words'],
    ['shows an emptied text as removed', 'усе старе', '', '[-усе старе-]', 'words'],
    ['shows nothing of nothing', '', '', '', 'same'],
    ['shows equal texts', LONG, LONG, LONG, 'same'],
    ['shows a rewritten text as two blocks', 'Кішка спить на печі.', 'Собака бігає десь надворі!', '[-Кішка спить на печі.-]{+Собака бігає десь надворі!+}', 'rewritten'],
    ['shows a text that only grew as an addition', LONG, `${LONG} ${LONG}`, `${LONG}{+ ${LONG}+}`, 'words'],
    ['shows a text that only shrank as a removal', `Отже. ${LONG}`, LONG, `[-Отже. -]${LONG}`, 'words'],
    ['works where no spaces stand between words', '我们在学习', '我们不学习', '我们[-在-]{+不+}学习', 'words'],
    ['keeps an emoji whole', 'так 👩‍👧 ні', 'так 👩‍👦 ні', 'так [-👩‍👧-]{+👩‍👦+} ні', 'words'],
    ['replaces text by other signs', '…', '!', '[-…-]{+!+}', 'words'],
  ]
  for (const [what, before, after, shown, shape] of cases) {
    it(what, () => {
      const diff = diffTexts(before, after, /\p{Script=Han}/u.test(before) ? 'zh' : 'uk')
      assert.deepEqual([show(diff), diff.shape], [shown, shape])
      assertExact(diff, before, after)
    })
  }

  it('keeps a long beginning and end of a rewritten text apart', () => {
    const before = `${LONG} ${'старе слово тут є, '.repeat(30)}${LONG}`
    const after = `${LONG} ${'інший вислів там був; '.repeat(30)}${LONG}`
    const { shape, changes } = diffTexts(before, after, 'uk')
    assert.equal(shape, 'rewritten')
    assert.deepEqual(changes.map(({ kind }) => kind), ['same', 'removed', 'added', 'same'])
    assert.ok(changes[0]?.text.startsWith(LONG))
  })

  it('draws the line at sixty per cent', () => {
    const before = 'а б в г д е є ж з и'.split(' ').map((letter) => letter.repeat(6))
    const changed = (count: number) => before.map((word, index) => index < count ? `${word}у` : word).join(' ')
    assert.equal(diffTexts(before.join(' '), changed(6), 'uk').shape, 'words')
    assert.equal(diffTexts(before.join(' '), changed(7), 'uk').shape, 'rewritten')
  })

  it('counts stretches', () => {
    const { added, removed } = diffTexts('один два три чотири пʼять шість сім', 'один десять три чотири шість сім вісім', 'uk')
    assert.deepEqual({ added, removed }, { added: 2, removed: 2 })
  })
})

describe('any two texts', () => {
  it('are rebuilt exactly', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => assertExact(diffTexts(a, b, 'uk'), a, b)), { numRuns: 500 })
    fc.assert(fc.property(roughText(), roughText(), (a, b) => assertExact(diffTexts(a, b, 'uk'), a, b)), { numRuns: 3000 })
  })

  it('are rebuilt exactly when one was made from the other', () => {
    fc.assert(fc.property(editedPair(), ({ before, after }) => assertExact(diffTexts(before, after, 'uk'), before, after)), { numRuns: 1000 })
  })

  it('are the same only when they are equal', () => {
    fc.assert(fc.property(roughText(), roughText(), (a, b) => assert.equal(diffTexts(a, b, 'uk').shape === 'same', a === b)))
    fc.assert(fc.property(roughText(), (a) => assert.deepEqual(diffTexts(a, a, 'uk'), { shape: 'same', changes: a ? [{ kind: 'same', text: a }] : [], added: 0, removed: 0 })))
  })

  it('have tidy changes: none empty, none beside its like, removal before addition', () => {
    fc.assert(fc.property(editedPair(), ({ before, after }) => {
      const { changes, added, removed } = diffTexts(before, after, 'uk')
      const kinds = changes.map(({ kind }) => kind)
      assert.ok(changes.every(({ text }) => text !== ''))
      assert.doesNotMatch(kinds.join(' '), /(\w+) \1|added removed/)
      assert.deepEqual({ added, removed }, { added: kinds.filter((kind) => kind === 'added').length, removed: kinds.filter((kind) => kind === 'removed').length })
    }), { numRuns: 1000 })
  })

  it('are not cut inside a word', () => {
    fc.assert(fc.property(editedPair(), ({ before, after }) => {
      const { changes } = diffTexts(before, after, 'uk')
      for (const [side, text] of [['removed', before], ['added', after]] as const) assertWholeTokens(changes.filter(({ kind }) => kind === 'same' || kind === side), text)
    }), { numRuns: 1000 })
  })

  it('change as much one way as the other', () => {
    fc.assert(fc.property(editedPair(), ({ before, after }) => {
      const there = diffTexts(before, after, 'uk')
      const back = diffTexts(after, before, 'uk')
      for (const diff of [there, back]) assert.ok(lengthOf(diff, 'same') <= Math.min(before.length, after.length))
      assert.equal(there.shape === 'typography', back.shape === 'typography')
    }), { numRuns: 500 })
  })
})

describe('a hopeless pair of texts', () => {
  const size = 20_000
  const text = (word: (index: number) => string) => Array.from({ length: size }, (_, index) => word(index)).join(' ')
  const chance = seeded(7)
  const pairs: [what: string, before: string, after: string][] = [
    ['without a word in common', text((index) => `а${index}`), text((index) => `б${index}`)],
    ['of the same words in another order', text((index) => `а${index}`), text((index) => `а${(index * 7919) % size}`)],
    ['of two words', text(() => chance() < 0.5 ? 'так' : 'ні'), text(() => chance() < 0.5 ? 'так' : 'ні')],
    ['of fifty words', text(() => `а${Math.floor(chance() * 50)}`), text(() => `а${Math.floor(chance() * 50)}`)],
    ['of one word of a hundred thousand letters', 'а'.repeat(100_000), `${'а'.repeat(99_999)}б`],
    ['of spaces', ' '.repeat(100_000), '\u00a0'.repeat(100_000)],
    ['of punctuation', '.,'.repeat(size), ',;'.repeat(size)],
    ['without spaces', 'ก'.repeat(20_000), 'ข'.repeat(20_000)],
  ]
  for (const [what, before, after] of pairs) {
    it(`gets an answer: ${what}`, () => assertExact(diffTexts(before, after, 'uk'), before, after))
  }

  it('still shows single changes in a long repetitive text', () => {
    const before = Array.from({ length: size }, (_, index) => ['так', 'ні', 'може'][index % 3] ?? '')
    const after = before.map((word, index) => index % 20 === 7 ? `${word}бути` : word)
    const diff = diffTexts(before.join(' '), after.join(' '), 'uk')
    assert.deepEqual([diff.shape, diff.added, diff.removed], ['words', 1000, 1000])
  })

  it('still shows single changes in a long text that grew in places', () => {
    const before = Array.from({ length: size }, (_, index) => `слово${index % 3000}`)
    const after = before.flatMap((word, index) => index % 40 === 7 ? [word, 'нове'] : word)
    const diff = diffTexts(before.join(' '), after.join(' '), 'uk')
    assert.deepEqual([diff.shape, diff.added, diff.removed], ['words', 500, 0])
  })
})

function show({ changes }: TextDiff): string {
  return changes.map(({ kind, text }) => ({ same: text, added: `{+${text}+}`, removed: `[-${text}-]` })[kind]).join('')
}

function assertExact({ changes }: TextDiff, before: string, after: string): void {
  assert.ok(changes.filter(({ kind }) => kind !== 'added').map(({ text }) => text).join('') === before)
  assert.ok(changes.filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('') === after)
}

function assertWholeTokens(pieces: readonly { text: string }[], text: string): void {
  const ends = new Set<number>()
  let at = 0
  for (const token of tokenize(text, 'uk')) ends.add(at += token.length)
  at = 0
  for (const piece of pieces) {
    at += piece.text.length
    assert.ok(ends.has(at) || /^\s|\s$/.test(text.slice(at - 1, at + 1)), `${text.slice(0, at)}|${text.slice(at)}`)
  }
}

function lengthOf({ changes }: TextDiff, wanted: string): number {
  return changes.filter(({ kind }) => kind === wanted).reduce((sum, { text }) => sum + text.length, 0)
}

function roughText(): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom('а', 'б', ' ', ' ', '\u00a0', '\n', '\'', 'ʼ', '-', ',', '1', '\u0301', '«', '"', '😀', '日', 'ก'), maxLength: 30 })
}

function editedPair(): fc.Arbitrary<{ before: string; after: string }> {
  const word = fc.constantFrom('мир', 'слово', 'і', 'в', 'п\'ять', 'пʼять', 'будь-хто', '1\u00a0000', '«так»', '—', 'дім,', 'кінець.', 'U.S.')
  const space = fc.constantFrom(' ', ' ', ' ', '\u00a0', '  ', '\n')
  const step = fc.record({ word, space, other: word, edit: fc.constantFrom('keep', 'keep', 'keep', 'drop', 'add', 'replace') })
  return fc.array(step, { maxLength: 60 }).map((steps) => ({
    before: steps.map((step) => step.word + step.space).join(''),
    after: steps.map(({ word: own, space: gap, other, edit }) => ({ keep: own + gap, drop: '', add: own + gap + other + gap, replace: other + gap })[edit]).join(''),
  }))
}

/** A linear congruential generator: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}
