import { checkApostrophes } from './apostrophes.ts'
import { checkBrackets } from './brackets.ts'
import { checkDashes } from './dashes.ts'
import { checkDoubled } from './doubled.ts'
import { checkEmphasis, checkLines, checkNotes } from './emphasis.ts'
import { checkEnding } from './ending.ts'
import { checkForeign } from './foreign.ts'
import { checkHidden } from './hidden.ts'
import { checkLetters } from './letters.ts'
import { checkCode, checkLinks } from './links.ts'
import type { Check } from './model.ts'
import { checkNumbers } from './numbers.ts'
import { checkNames } from './names.ts'
import { checkNumerals } from './numerals.ts'
import { checkOpening } from './opening.ts'
import { checkQuotes } from './quotes.ts'
import { checkLoneLetters, checkScripts } from './scripts.ts'
import { checkSpaces } from './spaces.ts'
import { checkStops } from './stops.ts'
import { checkTerms } from './terms.ts'
import { checkElsewhere, checkLength, checkSentences, checkUnchanged } from './whole.ts'

/** Every check by its name, in the order in which people read of them. */
export const CHECKS = {
  unchanged: checkUnchanged,
  links: checkLinks,
  code: checkCode,
  notes: checkNotes,
  emphasis: checkEmphasis,
  lines: checkLines,
  numbers: checkNumbers,
  scripts: checkScripts,
  lone_letters: checkLoneLetters,
  numerals: checkNumerals,
  letters: checkLetters,
  foreign: checkForeign,
  hidden: checkHidden,
  length: checkLength,
  sentences: checkSentences,
  elsewhere: checkElsewhere,
  ending: checkEnding,
  opening: checkOpening,
  doubled: checkDoubled,
  apostrophes: checkApostrophes,
  quotes: checkQuotes,
  stops: checkStops,
  dashes: checkDashes,
  brackets: checkBrackets,
  spaces: checkSpaces,
  terms: checkTerms,
  names: checkNames,
} as const satisfies Record<string, Check>
