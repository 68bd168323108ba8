import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { judgeWords, readContext } from '../quality/judging.ts'
import type { Verdict } from './model.ts'
import type { Sheet } from './sheet.ts'
import type { ChoiceProblem } from './verdicts.ts'

/** A reviewer's edit goes by the same rule as a translator's text: with an error that checks find it goes no further. */
export async function findFaultyEdits(db: Db, sheet: Sheet, verdicts: readonly Verdict[]): Promise<Map<Id, ChoiceProblem>> {
  const edits = verdicts.flatMap((verdict) => {
    const row = verdict.outcome === 'edit' ? sheet.rows.find(({ facts }) => facts.proposal?.id === verdict.proposal) : undefined
    return row && verdict.outcome === 'edit' ? [{ proposal: verdict.proposal, wording: { facts: row.facts, text: verdict.text } }] : []
  })
  if (edits.length === 0) return new Map()
  const context = await readContext(db, sheet.article.source_language, sheet.submission.language)
  const findings = await judgeWords(db, context, edits.map(({ wording }) => wording))
  return new Map(edits.flatMap(({ proposal, wording }): [Id, ChoiceProblem][] => {
    const error = findings.get(wording.facts.segment)?.find(({ severity }) => severity === 'error')
    return error ? [[proposal, { proposal, field: 'text', code: 'faulty', finding: { says: error.says, words: error.words } }]] : []
  }))
}
