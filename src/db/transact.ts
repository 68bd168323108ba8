import { AsyncLocalStorage } from 'node:async_hooks'
import type { KyselyPlugin } from 'kysely'
import { translateFault } from './faults.ts'
import type { Db, Tx } from './schema.ts'

const inside = new AsyncLocalStorage<true>()

/** Runs `work` in one transaction, writers one after another; joins the caller's when there is one. */
export async function transact<T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (isTx(db)) return work(db)
  try {
    return await inside.run(true, () => db.withoutPlugins().transaction().execute(work))
  } catch (error) {
    throw translateFault(error)
  }
}

/** On SQLite a query beside its own transaction would wait for ever; this turns the hang into an error. */
export function refuseBesideTransaction(db: Db | Tx): void {
  if (!isTx(db)) refuseInside()
}

/** The same for every query that is built; one compiled beforehand passes no plugin. */
export const noQueryBesideTransaction: KyselyPlugin = {
  transformQuery({ node }) {
    refuseInside()
    return node
  },
  transformResult: ({ result }) => Promise.resolve(result),
}

function refuseInside(): void {
  if (inside.getStore()) throw new Error('Inside transact() use tx, not db')
}

function isTx(db: Db | Tx): db is Tx {
  return db.isTransaction
}
