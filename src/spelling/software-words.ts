import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const LIST = new URL('dict/softwareTerms.txt.gz', import.meta.resolve('@cspell/dict-software-terms/cspell-ext.json'))
/** Shorter ones, and ones with capitals or digits inside, are abbreviations and identifiers. */
const WORD = /^\p{Lu}?\p{Ll}{3,}$/u

/** English words of computing, as a list kept by others has them: `mixin`, `falsy`, `Kerberos`. Read from its package each time. */
export function readSoftwareWords(): string[] {
  return gunzipSync(readFileSync(LIST)).toString('utf8').split('\n').filter((line) => WORD.test(line))
}
