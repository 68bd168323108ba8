import type { Response } from 'express'
import type { Id, Language } from '../db/columns.ts'
import { findingPieces } from '../i18n/findings.ts'
import { firstThingsFirst, type Judged } from '../quality/model.ts'
import { viewLocals } from '../web/locals.ts'
import { appended, fixesByCause, printFixes } from './fixes.ts'

/** A finding beside a field. */
export interface FindingView extends Pick<Judged, 'id' | 'severity' | 'says' | 'words' | 'place' | 'meant'> {
  segment: Id
  /** What the button of its fix asks for; null where one click cannot mend it. */
  press: string | null
  /** The same for all findings with the same cause; only at the first of several. */
  pressAll: { press: string; count: number } | null
  /** What is put in at the cursor. */
  insert: string | null
  /** What the button asks for that puts it at the end, where nothing runs that knows the cursor. */
  append: string | null
  /** Of a misspelled word: what may have been meant, each with what its button asks for; and where the word can be added as right. */
  suggestions: { text: string; press: string }[]
  addHref: string | null
  /** It is answered here: of several that are about the same thing only at the first, for one answer holds for all. */
  asks: boolean
}

/** All of one text. `adds`: the language to whose words the person may add one; null for others. `text`: what is on the form. */
export function findingViews(
  segment: Id, findings: readonly Judged[], adds: Language | null = null, text: string | null = null,
): FindingView[] {
  const told = new Set<string>()
  const causes = fixesByCause(findings)
  return firstThingsFirst(findings).map((finding) => {
    const view = findingView(segment, finding, adds, text)
    const asks = view.asks && !told.has(finding.id)
    told.add(finding.id)
    const fixes = view.press !== null && causes.get(finding.says) || []
    if (view.press !== null) causes.delete(finding.says)
    const press = fixes.length > 1 ? printFixes(segment, fixes) : null
    return { ...view, asks, pressAll: press === null ? null : { press, count: fixes.length } }
  })
}

function findingView(segment: Id, finding: Judged, adds: Language | null, text: string | null): Omit<FindingView, 'pressAll'> {
  const { id, severity, says, words, place, meant, fix, at, suggestions = [] } = finding
  return {
    suggestions: at ? suggestions.map((word) => ({ text: word, press: printFixes(segment, [{ ...at, text: word }]) ?? '' })) : [],
    addHref: addHref(finding, adds),
    id, severity, says, words, place, meant, segment, asks: severity !== 'error' && meant === null, press: meant === null && fix && 'text' in fix ? printFixes(segment, [fix]) : null,
    insert: fix && 'insert' in fix ? fix.insert : null,
    append: fix && 'insert' in fix && text !== null ? printFixes(segment, [appended(text, fix.insert)]) : null,
  }
}

/** Where a word that no dictionary has is added to those of the site. */
export function addHref({ check, words }: Pick<Judged, 'check' | 'words'>, language: Language | null): string | null {
  return check === 'spelling' && language ? `/desk/words?${new URLSearchParams({ language, add: String(words['word']) }).toString()}#word` : null
}

/** The same for scripts, with its sentence, and where in the text it is. */
export function findingJson(response: Response, finding: Judged, adds: Language | null) {
  const { id, check, severity, side, at, place, fix, meant, suggestions = [] } = finding
  const { t, format } = viewLocals(response)
  return {
    // A browser has no dictionary, and knows no machine's words.
    id, severity, remote: check === 'spelling' || check === 'machine', says: finding.says, words: findingPieces(t, finding), at: side === 'target' ? at : null, place, fix, suggestions, addHref: addHref(finding, adds),
    meant: meant && t(meant.reason === '' ? 'checks:meantPlain' : 'checks:meant', { reason: meant.reason, name: meant.by, time: format.relative(meant.at) }),
  }
}

export type FoundJson = ReturnType<typeof findingJson>
