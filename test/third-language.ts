import assert from 'node:assert/strict'
import type { TestSite } from './site.ts'
import { newPerson } from './world.ts'

/** The same site, with people for a third language. */
export async function inPolish(site: TestSite): Promise<TestSite> {
  const [tom, rev, ed] = await Promise.all(['translate', 'review', 'publish'].map((right) => newPerson(site.db, right, [`${right}:pl`])))
  assert.ok(tom && rev && ed)
  return { ...site, world: { ...site.world, tom, rev, ed } }
}
