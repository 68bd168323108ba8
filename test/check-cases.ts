import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkPair } from '../src/checks/check.ts'
import type { Finding, Pair } from '../src/checks/model.ts'

/** `uk`: a Ukrainian translation of an English original; an original of null is no original at all. */
export type CheckCase = [to: 'uk' | 'en', source: string | null, target: string, expected: string[], more?: Partial<Pair>]

export function checkedPair(to: 'uk' | 'en', source: string | null, target: string, more: Partial<Pair> = {}): Pair {
  const from = source === null ? to : to === 'en' ? 'uk' : 'en'
  return { source, target, from, to, kind: 'paragraph', terms: null, links: null, elsewhere: [], known: new Set(), stops: 'inside', ...more }
}

/** The text after one click. */
export function mended(target: string, { fix }: Finding): string {
  assert.ok(fix && 'text' in fix)
  return target.slice(0, fix.start) + fix.text + target.slice(fix.end)
}

/** What one check says of texts: the sentence, the place, and what the fix makes of it. The first word of `title` is the check. */
export function describeCheck(title: string, cases: readonly CheckCase[]): void {
  const [check] = title.split(/[ ,]/)
  describe(`the check ${title}`, () => {
    for (const [to, source, target, expected, more] of cases) {
      it(`${to}: ${target} ← ${source ?? ''}`, () => {
        const found = checkPair(checkedPair(to, source, target, more)).filter((one) => one.check === check)
        assert.deepEqual(found.map((one) => toldOf(target, one)), expected)
      })
    }
  })
}

function toldOf(target: string, { says, at, fix }: Finding): string {
  const place = at ? ` [${target.slice(at.start, at.end)}]` : ''
  const made = !fix ? '' : 'insert' in fix ? ` + ${fix.insert}` : ` → [${fix.text}]`
  return says + place + made
}
