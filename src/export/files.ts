import { createHash } from 'node:crypto'
import {
  closeSync, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, rmdirSync, statSync, unlinkSync, writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Part, Waiting } from './model.ts'

/** The folder holds files that no export wrote. */
export class ForeignFolder extends Error {}

/** What the export keeps for itself in the folder; no server should give it out. */
export const OWN = '.zvirka'

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
}

/** The forms in which a server can give out these bytes. */
export function packedForms(bytes: Buffer, isText: boolean): [ending: string, bytes: Buffer][] {
  if (!isText) return [['', bytes]]
  const { ZSTD_c_compressionLevel } = constants
  // Whoever makes pages is a thread that nobody waits for: packing beside it would only take turns.
  return [
    ['', bytes],
    ['.br', packBrotli(bytes)],
    ['.gz', gzipSync(bytes, { level: PACKING.gz })],
    ['.zst', zstdCompressSync(bytes, { params: { [ZSTD_c_compressionLevel]: PACKING.zst }, pledgedSrcSize: bytes.length })],
  ]
}

/**
 * What browsers ask for first is nearly as small as can be: the last tenth takes ten times as long, for every page that changes. The
 * others are for few readers: a twentieth more for them saves a third of all the time of packing.
 */
export const PACKING = { br: 5, gz: 4, zst: 4 } as const

function packBrotli(bytes: Buffer): Buffer {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT } = constants
  return brotliCompressSync(bytes, {
    params: {
      [BROTLI_PARAM_QUALITY]: PACKING.br, [BROTLI_PARAM_LGWIN]: windowFor(bytes.length), [BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT,
    },
  })
}

/** The shortest window, in bits, in which all of it lies: a longer one takes time and gains nothing. */
function windowFor(size: number): number {
  const { BROTLI_MIN_WINDOW_BITS, BROTLI_DEFAULT_WINDOW } = constants
  return Math.min(BROTLI_DEFAULT_WINDOW, Math.max(BROTLI_MIN_WINDOW_BITS, Math.ceil(Math.log2(size + 16))))
}

/** Writes finished bytes under passing names, from where each is moved into its place in one step. */
export class Waitings {
  readonly #folder: string
  readonly #mark: string
  #count = 0

  constructor(folder: string, mark: string) {
    this.#folder = path.join(folder, OWN, 'new')
    this.#mark = mark
  }

  write(to: string, ending: string, bytes: Buffer): { part: Part; waiting: Waiting } {
    const from = path.join(this.#folder, `${this.#mark}-${this.#count += 1}`)
    const file = openSync(from, 'wx')
    try {
      writeFileSync(file, bytes)
      const { mtimeMs } = fstatSync(file)
      return { part: { ending, size: bytes.length, writtenAt: mtimeMs, hash: hashOf(bytes) }, waiting: { from, to: to + ending } }
    } finally {
      closeSync(file)
    }
  }
}

/** Is this file what was written? One that was copied elsewhere has another time, and is read. */
export function isInPlace(folder: string, file: string, { ending, size, writtenAt, hash }: Part): boolean {
  const name = `${folder}/${file}${ending}`
  const found = statSync(name, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size !== size) return false
  return found.mtimeMs === writtenAt || hashOf(readFileSync(name)) === hash
}

/** Moves files into their places. */
export class Mover {
  readonly #folder: string
  readonly #made = new Set<string>()

  constructor(folder: string) {
    this.#folder = path.resolve(folder)
  }

  place({ from, to }: Waiting): void {
    const name = path.join(this.#folder, to)
    const parent = path.dirname(name)
    this.#makeFolder(parent)
    if (lstatSync(name, { throwIfNoEntry: false })?.isDirectory()) throw new ForeignFolder(name)
    renameSync(from, name)
  }

  /** A folder of our own within our own: what somebody linked elsewhere would be written there. */
  #makeFolder(name: string): void {
    if (name === this.#folder || this.#made.has(name)) return
    this.#makeFolder(path.dirname(name))
    const found = lstatSync(name, { throwIfNoEntry: false })
    if (found && !found.isDirectory()) throw new ForeignFolder(name)
    if (!found) mkdirSync(name)
    this.#made.add(name)
  }

  /** Takes a file away, and the folders that it leaves empty. */
  remove(file: string): boolean {
    const name = path.join(this.#folder, file)
    const there = statSync(name, { throwIfNoEntry: false }) !== undefined
    if (there) unlinkSync(name)
    for (let parent = path.dirname(name); parent !== this.#folder && parent.startsWith(this.#folder); parent = path.dirname(parent)) {
      if (!removeEmpty(parent)) break
      this.#made.delete(parent)
    }
    return there
  }
}

function removeEmpty(folder: string): boolean {
  try {
    rmdirSync(folder)
    return true
  } catch {
    return false
  }
}
