import type { Voice } from './voice.ts'

/** A finding of a check as `src/checks` knows it: the key of a sentence, and what stands in it. */
interface Told {
  says: string
  words: Record<string, string | number>
}

/** The sentence of a finding; that every key has one is a test. */
export function tellFinding(t: Voice['t'], { says, words }: Told): string {
  return (t as unknown as (key: string, words: Told['words']) => string)(`checks:says.${says}`, words)
}
