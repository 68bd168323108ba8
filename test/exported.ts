import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readConfig, type Config } from '../src/config.ts'
import { listBundles, listPlaces } from '../src/reader/inventory.ts'
import { publishedOnly } from '../src/reader/published.ts'
import type { Db } from '../src/db/schema.ts'
import { sql } from 'kysely'

/** The configuration under which a command beside this site would run. */
export async function readConfigOf({ db, url }: { db: Db; url: string }): Promise<Config> {
  const { rows: [main] } = await sql<{ file: string }>`pragma database_list`.execute(db)
  return readConfig({ DATABASE_URL: main?.file, BASE_URL: url })
}

/** Every address that an export of the site has. */
export async function sitePages(site: { db: Db; url: string }): Promise<string[]> {
  const reader = { db: publishedOnly(site.db), config: await readConfigOf(site), clock: Date.now }
  const urls: string[] = []
  for await (const bundle of listBundles(reader)) for await (const { url } of listPlaces(reader, bundle)) urls.push(url)
  // Of the others the site has no page of its own: it chooses a language there.
  return urls.filter((url) => url !== '/' && url !== '/404' && !url.startsWith('/a/'))
}

/** Every file of a folder with what stands in it, but for what the export keeps for itself. */
export function readFolder(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const names = files.map((file) => path.relative(folder, path.join(file.parentPath, file.name))).filter((name) => !/^\.zvirka\/(?:state|new)/.test(name))
  return new Map(names.sort().map((name) => [name, readFileSync(path.join(folder, name)).toString('latin1')]))
}
