import fc from 'fast-check'
import type { Alteration } from './article-changes.ts'
import type { Right, Spoken } from './oracle-texts.ts'

const RIGHTS: readonly Right[] = ['translate uk', 'review uk', 'review en', 'publish en', 'publish uk']
const WORDS = ['дощ', 'обʼєкт', 'об’єкт', 'міст', 'люди']
const PEOPLE = 4

const DOES = [
  'move', 'split', 'split', 'join', 'insert', 'remove', 'remove', 'edit', 'edit', 'requote', 'rekind', 'bring back', 'bring back', 'bring back edited',
] as const
const alteration: fc.Arbitrary<Alteration> = fc.record({
  does: fc.constantFrom(...DOES), at: fc.nat(99), to: fc.nat(99), minor: fc.boolean(),
})

const KINDS = [
  'revise', 'revise', 'revise', 'revise', 'put back', 'put back', 'say again', 'say again', 'apply at once', 'take back whole',
  'decide whole', 'decide whole', 'decide whole', 'decide whole', 'decide whole', 'decide whole', 'decide whole',
  'type', 'send', 'send', 'offer', 'offer', 'still fits', 'still fits', 'restore', 'take back', 'correct', 'correct', 'correct',
  'decide', 'decide', 'decide', 'decide', 'decide', 'decide', 'decide', 'confirm', 'confirm', 'confirm',
  'publish', 'publish', 'unpublish', 'publish again', 'undo', 'undo',
] as const

/** What somebody does, as far as chance decides it: the article says what that means. */
export const act = fc.record({
  kind: fc.constantFrom(...KINDS), who: fc.nat(PEOPLE - 1), language: fc.constantFrom<Spoken>('uk', 'uk', 'uk', 'en', 'en'), nth: fc.nat(99),
  /** On a page just opened, or on one that has stood open for a while. */
  fresh: fc.constantFrom(true, true, false),
  words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 }).map((some) => some.join(' ')), minor: fc.boolean(),
  verdict: fc.constantFrom('approve', 'approve', 'approve', 'return', 'edit', 'edit'),
  alterations: fc.array(alteration, { minLength: 1, maxLength: 5, size: 'max' }), way: fc.constantFrom('blocks', 'markdown'), left: fc.boolean(),
})
export type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

// Mostly all of them: who may nothing lets little happen.
const held = fc.oneof({ weight: 4, arbitrary: fc.constant([...RIGHTS]) }, fc.subarray([...RIGHTS]))
export const rights = fc.array(held, { minLength: PEOPLE, maxLength: PEOPLE })
