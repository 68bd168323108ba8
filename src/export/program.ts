import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { PACKING } from './files.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PARTS = ['package.json', 'src/**/*.ts', 'views/**/*.ejs', 'locales/**/*', 'public/**/*']

/** A mark of all that pages come of besides the database: the program, its words and looks, and how it was told to present itself. */
export function markProgram(config: Config): string {
  const hash = createHash('sha256')
  const files = PARTS.flatMap((part) => globSync(part, { cwd: ROOT, withFileTypes: true }))
    .filter((file) => file.isFile() && !file.name.endsWith('.test.ts')).map((file) => path.join(file.parentPath, file.name)).sort()
  for (const file of files) hash.update(`${path.relative(ROOT, file)}\n`).update(readFileSync(file))
  const { node, icu, unicode } = process.versions
  // Where the database is and how letters go out changes no page, and is nobody's business in a public folder.
  const { databaseUrl, dataDir, smtpUrl, port, host, ...shown } = config
  return hash.update(JSON.stringify([node, icu, unicode, shown])).digest('base64url')
}

/** How bytes are packed: other versions pack otherwise. */
export function markPacking(): string {
  const { zlib, brotli, zstd } = process.versions
  return [zlib, brotli, zstd, JSON.stringify(PACKING)].join(' ')
}
