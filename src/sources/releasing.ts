import type { Id, Language } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import { loadFacts } from '../segments/facts.ts'
import { closeProposal } from '../segments/proposals.ts'
import { takeBack } from '../translations/withdrawing.ts'
import { listWaiting } from './store.ts'

/**
 * What waits for review of paragraphs that are about to lose their place, in any language, comes back to its sender as a draft, as if
 * it had been withdrawn. To be called while they still have it.
 */
export async function releaseRemoved(tx: Tx, { article, source, segments }: {
  article: Id; source: Language; segments: readonly Id[]
}): Promise<void> {
  const waiting = await listWaiting(tx, segments)
  for (const some of Map.groupBy(waiting, ({ language, sender }) => `${language} ${sender}`).values()) {
    const [{ language, sender }] = some as [typeof some[number]]
    const read = async () => {
      const facts = await loadFacts(tx, { article, source, language, person: sender, segments: some.map(({ segment }) => segment) })
      return new Map(facts.map((one) => [one.segment, one]))
    }
    const before = await read()
    for (const { proposal } of some) await closeProposal(tx, proposal)
    const after = await read()
    for (const { segment } of some) await takeBack(tx, sender, before.get(segment), after.get(segment))
  }
}
