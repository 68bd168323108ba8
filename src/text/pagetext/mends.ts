import type { HyphenDoubt, PageOptions } from './model.ts'
import { droppedWord, keptWord, readJoint } from './joints.ts'
import type { Joint, Mend, Verdict } from './joints.ts'
import { askedWords, judge } from './judge.ts'
import type { Line } from './lines.ts'
import { readVocabulary } from './vocabulary.ts'

/** What to do at the end of a line that ends in a hyphen, by the line's number. */
export type Mends = Map<number, { mend: Mend; doubt?: HyphenDoubt }>

/**
 * Decides about every hyphen at a line end, the certain ones first: a text that breaks words ("agree-/ment") breaks
 * doubtful ones too, a text with nothing but real hyphens at its line ends does not.
 */
export function decideMends(lines: Line[], { language, isWord }: PageOptions): Mends {
  const joints = collectJoints(lines)
  const mends: Mends = new Map()
  if (joints.size === 0) return mends
  const softSigns = findSoftSigns(lines)
  const words = readVocabulary(lines, [...joints.values()].flatMap(askedWords))
  const verdicts = new Map<number, Verdict>()
  for (const [number, joint] of joints) verdicts.set(number, judge(joint, { language, isWord, words, softSigns }))
  const habit = findHabit(verdicts, lines)
  for (const [number, joint] of joints) {
    const verdict = verdicts.get(number)
    if (verdict) mends.set(number, settle(joint, verdict, habit))
  }
  return mends
}

function collectJoints(lines: Line[]): Map<number, Joint> {
  const joints = new Map<number, Joint>()
  lines.forEach((line, index) => {
    const joint = readJoint(line, lines[index + 1])
    if (joint) joints.set(line.number, joint)
  })
  return joints
}

/** A typesetter's own sign: a soft hyphen, or U+2010 in a text that never writes it inside a line. */
function findSoftSigns(lines: Line[]): string {
  const usual = lines.some((line) => /‐[\p{L}\p{N}]/u.test(line.text))
  return usual ? '\u00AD' : '\u00AD‐'
}

type Habit = 'breaks' | 'never breaks' | 'unknown'

function findHabit(verdicts: Map<number, Verdict>, lines: Line[]): Habit {
  let soft = 0
  let hard = 0
  for (const verdict of verdicts.values()) {
    if (!verdict.telling) continue
    if (verdict.mend === 'drop') soft += 1
    else hard += 1
  }
  if (soft > 0) return soft * 4 >= hard ? 'breaks' : 'unknown'
  return hard > 0 ? 'never breaks' : habitByNumber(verdicts.size, lines)
}

// Real hyphens fall on one line end in a hundred or so; where words are broken it is one in ten.
function habitByNumber(joints: number, lines: Line[]): Habit {
  const texts = lines.filter((line) => line.shape === 'text').length
  if (joints >= 5 && joints * 25 > texts) return 'breaks'
  return texts >= 40 && joints * 40 <= texts ? 'never breaks' : 'unknown'
}

function settle(joint: Joint, verdict: Verdict, habit: Habit): { mend: Mend; doubt?: HyphenDoubt } {
  const { mend, sure } = resolve(verdict, habit)
  if (sure || joint.left === '' || joint.right === '') return { mend }
  const kept = mend === 'space' ? `${joint.left}${joint.sign} ${joint.right}` : keptWord(joint)
  return { mend, doubt: { kept, dropped: droppedWord(joint), chosen: mend === 'drop' ? 'dropped' : 'kept' } }
}

function resolve(verdict: Verdict, habit: Habit): { mend: Mend; sure: boolean } {
  if (verdict.sure) return { mend: verdict.mend, sure: true }
  if (habit === 'breaks') return { mend: verdict.ifBreaks ?? verdict.mend, sure: verdict.sureIfBreaks ?? false }
  return { mend: habit === 'never breaks' ? verdict.ifNever ?? verdict.mend : verdict.mend, sure: false }
}
