import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const some of createReadStream(file)) hash.update(some as Buffer)
  return hash.digest('hex')
}

/** Writes `<file>.sha256`, as `sha256sum --check` reads it. */
export async function writeSeal(file: string, hash: string): Promise<void> {
  const seal = sealOf(file)
  await writeFile(`${seal}.part`, `${hash}  ${path.basename(file)}\n`, { mode: 0o600 })
  await keep(`${seal}.part`)
  await rename(`${seal}.part`, seal)
}

/** What `<file>.sha256` says; null when there is none or it says nothing. */
export async function readSeal(file: string): Promise<string | null> {
  const said = await readFile(sealOf(file), 'utf8').catch(() => '')
  return /^([0-9a-f]{64})\s/.exec(said)?.[1] ?? null
}

/** Returns once the bytes of a file (or the names in a folder) would survive a power cut. */
export async function keep(fileOrFolder: string): Promise<void> {
  const handle = await open(fileOrFolder, 'r')
  await handle.sync().finally(() => handle.close())
}

function sealOf(file: string): string {
  return `${file}.sha256`
}
