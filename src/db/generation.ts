import type { Tx } from './schema.ts'

/** Call in the transaction of whatever changes readers' pages: finished ones, in every process, are dropped. */
export async function moveGeneration(tx: Tx): Promise<void> {
  await tx.updateTable('generation').set((eb) => ({ number: eb('number', '+', 1) })).execute()
}
