import type { WordCheck } from './model.ts'
import type { HyphenTable } from './hyphen-tables.ts'
import type { Verdict } from './joints.ts'

/** The parts of a word on either side of the hyphen; `chain`: the word has other hyphens too. */
interface Parts { left: string; right: string; chain: boolean }

const KEPT: Verdict = { mend: 'keep', sure: true, telling: true }
const DROPPED: Verdict = { mend: 'drop', sure: true, telling: true }

/** With a dictionary: is the whole a word, are the parts. */
export function judgeByDictionary(parts: Parts, table: HyphenTable, isWord: WordCheck): Verdict {
  const whole = isWord(parts.left + parts.right)
  const left = isWord(parts.left)
  const right = isWord(parts.right)
  if (whole) return judgeWhole(parts, table, { left, right })
  if (isDerived(parts, table, isWord)) return DROPPED
  if (isPrefix(parts.left, table) && right) return judgePrefix(parts.left, table)
  if (right && (left || isCompoundAdjective(parts.left.toLowerCase(), parts.right))) return KEPT
  return judgeUnknown(parts, left || right)
}

/** The whole is a word. Both parts may be words as well ("web-site", "re-sign"): then it could be meant either way. */
function judgeWhole({ left, right }: Parts, table: HyphenTable, words: { left: boolean; right: boolean }): Verdict {
  const small = left.toLowerCase()
  if (words.right && table.prefixes.has(small)) return { mend: 'drop', sure: false, ifNever: 'keep' }
  if (!words.left || !words.right) return DROPPED
  return { mend: 'drop', sure: false, ifNever: 'keep', sureIfBreaks: !isCompoundAdjective(small, right) }
}

function isPrefix(left: string, table: HyphenTable): boolean {
  const small = left.toLowerCase()
  return table.prefixes.has(small) || table.solid.has(small)
}

/** A prefix and a word that together are in no dictionary: "pre-depends", «кібер-безпека». */
function judgePrefix(left: string, table: HyphenTable): Verdict {
  const solid = table.solid.has(left.toLowerCase())
  return { mend: solid ? 'drop' : 'keep', sure: false, ifBreaks: 'drop', ifNever: 'keep' }
}

/** A word no dictionary lists, made with a prefix and broken elsewhere: "subpro-cess". */
function isDerived({ left, right }: Parts, table: HyphenTable, isWord: WordCheck): boolean {
  const small = left.toLowerCase()
  for (let length = 2; length < small.length; length += 1) {
    const prefix = small.slice(0, length)
    if (!table.prefixes.has(prefix) && !table.solid.has(prefix)) continue
    if (isWord(small.slice(length) + right) && !isWord(small)) return true
  }
  return false
}

/** Names and new words. One known part speaks for a compound, none for a name torn in two. */
function judgeUnknown({ chain }: Parts, onePart: boolean): Verdict {
  return { mend: onePart || chain ? 'keep' : 'drop', sure: false, ifBreaks: chain && onePart ? 'keep' : 'drop', ifNever: 'keep' }
}

/** Without a dictionary: what the parts look like. */
export function judgeByForm({ left, right, chain }: Parts, table: HyphenTable): Verdict {
  const small = left.toLowerCase()
  if (table.endings.has(right.toLowerCase())) return DROPPED
  if (table.solid.has(small)) return { mend: 'drop', sure: false, ifNever: 'keep' }
  if (isCompoundAdjective(small, right)) return { mend: 'keep', sure: false }
  return { mend: 'keep', sure: false, ifBreaks: chain ? 'keep' : 'drop' }
}

/** «воєнно-політичний»: a first part in -о or -е, a second that is an adjective of its own. */
function isCompoundAdjective(left: string, right: string): boolean {
  return /[оеє]$/u.test(left) && left.length > 4 && right.length > 6 && /(?:ий|ого|ому|им|ої|ій|ою|их|ими|на|не|ні|ну|ської|ська|ське|ські|ську)$/u.test(right)
}
