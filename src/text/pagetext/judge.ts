import type { WordCheck } from './model.ts'
import { hyphenTable } from './hyphen-tables.ts'
import type { HyphenTable } from './hyphen-tables.ts'
import type { Joint, Verdict } from './joints.ts'
import { droppedWord, keptWord } from './joints.ts'
import { judgeByDictionary, judgeByForm } from './judge-words.ts'
import type { Vocabulary } from './vocabulary.ts'

interface Evidence { language: string; isWord?: WordCheck | undefined; words: Vocabulary; softSigns: string }

/** Weighs one joint: its sign, then the same word elsewhere in the text, then its shape, then the language. */
export function judge(joint: Joint, evidence: Evidence): Verdict {
  if (evidence.softSigns.includes(joint.sign)) return { mend: 'drop', sure: true, telling: true }
  if (joint.sign === '‑' || joint.left === '' || joint.right === '') return { mend: 'keep', sure: true }
  return judgeByText(joint, evidence.words) ?? judgeByShape(joint) ?? judgeByLanguage(joint, evidence)
}

/** The words whose other occurrences in the text are evidence. */
export function askedWords(joint: Joint): string[] {
  return [keptWord(joint), droppedWord(joint), chainWord(joint)]
}

function judgeByText(joint: Joint, words: Vocabulary): Verdict | undefined {
  const kept = words.knows(keptWord(joint)) || knowsChain(joint, words) || knowsInflected(keptWord(joint), joint.right, words)
  const dropped = words.knows(droppedWord(joint)) || knowsInflected(droppedWord(joint), joint.right, words)
  if (kept === dropped) return undefined
  return { mend: kept ? 'keep' : 'drop', sure: true, telling: true }
}

function judgeByShape(joint: Joint): Verdict | undefined {
  if (/[\p{N}]$/u.test(joint.left) || /^[\p{N}]/u.test(joint.right)) return { mend: 'keep', sure: true }
  if (isCapital(joint.right) && !isCapitals(joint.left)) return { mend: 'keep', sure: true }
  if (isAddress(joint)) return { mend: 'keep', sure: true }
  return undefined
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word)
const isCapitals = (word: string): boolean => word.length > 1 && /\p{Lu}/u.test(word) && word === word.toUpperCase()

/** A path, an address, an option or a name of a program's making: nobody breaks these into syllables. */
function isAddress({ before, after }: Joint): boolean {
  return /[/\\@_=]|^\W*--|\p{L}\.\p{L}/u.test(before) || /[\\@_=]|\p{L}[./]\p{L}/u.test(after)
}

// The ends of long words change with case and number: the first letters of the second part are enough.
const STEM = 5

function knowsInflected(word: string, right: string, words: Vocabulary): boolean {
  return right.length > STEM && !right.includes('-') && words.knowsStem(word.slice(0, word.length - right.length + STEM))
}

function knowsChain(joint: Joint, words: Vocabulary): boolean {
  return isChain(joint) && words.knows(chainWord(joint))
}

/** Of "main-dependency-" and "template-file" the parts that meet: "dependency-template". */
function chainWord({ left, right, sign }: Joint): string {
  return lastPart(left) + sign + firstPart(right)
}

const lastPart = (word: string): string => word.split(/[-‐‑]/u).at(-1) ?? ''
const firstPart = (word: string): string => word.split(/[-‐‑]/u)[0] ?? ''

function judgeByLanguage(joint: Joint, { language, isWord }: Evidence): Verdict {
  const table = hyphenTable(language)
  const left = lastPart(joint.left)
  const right = firstPart(joint.right)
  const parts = { left, right, chain: isChain(joint) }
  const check = isWord && wordTest(isWord)
  return judgeHanging(joint, table, check)
    ?? judgeKnownParts(left, right, table, check)
    ?? (check ? judgeByDictionary(parts, table, check) : judgeByForm(parts, table))
}

const isChain = ({ left, right }: Joint): boolean => /[-‐‑]/u.test(left + right)

// A word at the head of a sentence or in capitals is still the word: small letters are asked for as well.
function wordTest(isWord: WordCheck): WordCheck {
  return (word) => isWord(word) || (word !== word.toLowerCase() && isWord(word.toLowerCase()))
}

/** «двох- і трирічний», "site- or policy-wide". A vowel alone is never broken off, so a lone letter must be a word. */
function judgeHanging({ left, right, after }: Joint, table: HyphenTable, isWord?: WordCheck): Verdict | undefined {
  if (right !== after || !table.suspends.has(right.toLowerCase())) return undefined
  if (right.length === 1) return { mend: 'space', sure: true }
  if (isWord) return isWord(lastPart(left) + right) ? undefined : { mend: 'space', sure: true }
  return { mend: 'space', sure: false, ifBreaks: table.endings.has(right) ? 'drop' : 'space' }
}

/** Particles and first parts the rules of spelling settle, and pieces no one breaks off: one letter, or no vowel. */
function judgeKnownParts(left: string, right: string, table: HyphenTable, isWord?: WordCheck): Verdict | undefined {
  const l = left.toLowerCase()
  const r = right.toLowerCase()
  const whole = isWord?.(left + right) ?? table.endings.has(r)
  if (!whole && (table.keptBefore.has(l) || table.keptAfter.has(r) || table.keptForm.test(`${l}-${r}`))) return { mend: 'keep', sure: true, telling: true }
  if (left.length === 1 || right.length === 1) return { mend: 'keep', sure: true }
  if (!whole && !(table.vowels.test(l) && table.vowels.test(r))) return { mend: 'keep', sure: true }
  return undefined
}
