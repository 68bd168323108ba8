import type { Line } from './lines.ts'

/** A word that goes on in the next line: "agree-" and "ment". */
export interface Joint {
  sign: string
  /** What stands before and after the sign, to the nearest space: `"dpkg`, `gencontrol".` */
  before: string
  after: string
  /** The letters alone, without the sign: `virtual-mysql` and `testsuite`. */
  left: string
  right: string
}

/** How a joint is to be mended: `space` is a hyphen left hanging ("two- and three-year"). */
export type Mend = 'keep' | 'drop' | 'space'

/**
 * `telling`: the verdict shows whether this text breaks words at line ends. A verdict that is not sure may turn out
 * otherwise in a text that breaks words (`ifBreaks`), or in one that never does (`ifNever`).
 */
export interface Verdict { mend: Mend; sure: boolean; telling?: boolean; ifBreaks?: Mend; ifNever?: Mend; sureIfBreaks?: boolean }

const HYPHENS = '-‐‑\u00AD'
const LEFT = /[\p{L}\p{M}\p{N}'’ʼ]+(?:[-‐‑][\p{L}\p{M}\p{N}'’ʼ]+)*$/u
const RIGHT = /^[\p{L}\p{M}\p{N}'’ʼ]+(?:[-‐‑][\p{L}\p{M}\p{N}'’ʼ]+)*/u

// Longer than any word; keeps the look back from a line end short on lines without spaces.
const REACH = 80

export function endsInHyphen(text: string): boolean {
  return HYPHENS.includes(text.at(-1) ?? ' ') && /[\p{L}\p{M}\p{N}]/u.test(text.slice(-3, -1))
    && !/[\s\-‐‑–—]/u.test(text.at(-2) ?? ' ')
}

export function readJoint(line: Line, next: Line | undefined): Joint | undefined {
  if (next?.shape !== 'text' || !endsInHyphen(line.text)) return undefined
  const before = line.text.slice(-REACH, -1).split(' ').at(-1) ?? ''
  const after = next.text.slice(0, REACH).split(' ')[0] ?? ''
  return {
    sign: line.text.at(-1) ?? '-',
    before,
    after,
    left: LEFT.exec(before)?.[0] ?? '',
    right: RIGHT.exec(after)?.[0] ?? '',
  }
}

export function keptWord({ left, right, sign }: Joint): string {
  return left + sign + right
}

export function droppedWord({ left, right }: Joint): string {
  return left + right
}
