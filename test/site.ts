import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '../src/config.ts'
import { transact } from '../src/db/transact.ts'
import { hashPassword } from '../src/people/password.ts'
import type { Actor } from '../src/people/model.ts'
import { updatePerson } from '../src/people/store.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { newPerson, newWorld, type World } from './world.ts'

export const PASSWORD = 'a quiet bridge in the rain'
// Hashing is slow by design; one hash serves all the people of a test file.
const passwordHash = hashPassword(PASSWORD)

export interface TestSite extends RunningSite {
  world: World
}

/** A real site on a free loopback port over a new SQLite file, with the newsroom of world.ts, all with `PASSWORD`. */
export async function startTestSite(env: Record<string, string> = {}): Promise<TestSite> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-'))
  const site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder, ...env }))
  const world = await newWorld(site.db)
  for (const person of [world.ada, world.bob, world.rev, world.sam, world.ed, world.tom, world.admin]) await letIn(site, person)
  const close = async () => {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...site, world, close }
}

/** Somebody new who can sign in. */
export async function newMember(site: RunningSite, name: string, grants: readonly string[]): Promise<Actor> {
  const person = await newPerson(site.db, name, grants)
  await letIn(site, person)
  return person
}

export function emailOf(person: Actor): string {
  return `${person.name}.${person.id}@example.org`
}

async function letIn({ db }: RunningSite, person: Actor): Promise<void> {
  const password_hash = await passwordHash
  await transact(db, (tx) => updatePerson(tx, person.id, { password_hash }))
}
