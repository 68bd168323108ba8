import { idOf } from '../checks/key.ts'
import type { Finding } from '../checks/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { listSuggestions } from '../machine/store.ts'
import { typographyKey } from '../text/fold.ts'

interface Text {
  segment: Id
  text: string
}

/** Of texts that are a machine's word for word: somebody has to say that they were looked at. Whether they were put in or typed is one. */
export async function machineFindings(db: Db | Tx, texts: readonly Text[], language: Language): Promise<Map<Id, Finding[]>> {
  const suggested = await listSuggestions(db, texts.map(({ segment }) => segment), language)
  return new Map(texts.flatMap(({ segment, text }): [Id, Finding[]][] => {
    const same = suggested.get(segment)?.findLast((one) => typographyKey(one.text) === typographyKey(text))
    return same ? [[segment, [uneditedFinding(same)]]] : []
  }))
}

/** About these words: an answer to it holds as long as the text stays them. */
function uneditedFinding({ engine, text }: { engine: string; text: string }): Finding {
  return {
    check: 'machine', severity: 'question', says: 'machine_unedited', words: { engine }, at: null, side: 'target', place: null, fix: null,
    id: idOf(`machine:unedited:${typographyKey(text)}`),
  }
}
