import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

/** What a font file says of itself: its letters, and how far each moves the pen. */
export interface Font {
  family: string
  unitsPerEm: number
  /** In font units; undefined for a letter that the font does not have. */
  advanceOf: (letter: string) => number | undefined
}

/** Reads the tables that tell that, head, hhea, hmtx, cmap (format 4) and name, of TrueType as it is or packed as WOFF2. */
export function readFont(file: string): Font {
  const bytes = readFileSync(file)
  const tables = bytes.toString('latin1', 0, 4) === 'wOF2' ? packedTables(bytes) : plainTables(bytes)
  const tableOf = (tag: string) => tables.get(tag) ?? Buffer.alloc(0)
  const [head, hhea, advances] = [tableOf('head'), tableOf('hhea'), tableOf('hmtx')]
  const metrics = hhea.readUInt16BE(34)
  const step = tables.has('packed hmtx') ? 2 : 4
  const glyphOf = charactersOf(tableOf('cmap'))
  return {
    family: familyOf(tableOf('name')), unitsPerEm: head.readUInt16BE(18),
    advanceOf: (letter) => {
      const glyph = glyphOf(letter.codePointAt(0) ?? 0)
      return glyph === 0 ? undefined : advances.readUInt16BE(step * Math.min(glyph, metrics - 1))
    },
  }
}

function plainTables(bytes: Buffer): Map<string, Buffer> {
  return new Map(Array.from({ length: bytes.readUInt16BE(4) }, (_, i) => [
    bytes.toString('latin1', 12 + 16 * i, 16 + 16 * i), bytes.subarray(bytes.readUInt32BE(20 + 16 * i)),
  ]))
}

/** The first of the tables that WOFF2 calls by numbers; the number of one that tells its name. */
const NUMBERED = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post', 'cvt ', 'fpgm', 'glyf', 'loca']
const NAMED = 63

/** Tables stand one after another in one Brotli stream. Widths may be written more tightly: behind a byte, without side bearings. */
function packedTables(bytes: Buffer): Map<string, Buffer> {
  const entries: { tag: string; size: number; packed: boolean }[] = []
  let at = 48
  const number = () => {
    let value = 0
    for (let byte = 0x80; byte & 0x80; at += 1) value = value * 128 + ((byte = bytes.readUInt8(at)) & 0x7f)
    return value
  }
  for (let left = bytes.readUInt16BE(12); left > 0; left -= 1) {
    const flags = bytes.readUInt8(at)
    at += 1
    const named = (flags & 63) === NAMED
    const tag = named ? bytes.toString('latin1', at, at + 4) : NUMBERED[flags & 63] ?? `${flags & 63}`
    if (named) at += 4
    const size = number()
    const packed = tag === 'glyf' || tag === 'loca' ? flags >> 6 !== 3 : flags >> 6 !== 0
    entries.push({ tag, size: packed ? number() : size, packed })
  }
  const whole = brotliDecompressSync(bytes.subarray(at, at + bytes.readUInt32BE(20)))
  const tables = new Map<string, Buffer>()
  let start = 0
  for (const { tag, size, packed } of entries) {
    const table = whole.subarray(start, start + size)
    tables.set(tag, packed ? table.subarray(1) : table)
    if (packed) tables.set(`packed ${tag}`, table)
    start += size
  }
  return tables
}

function charactersOf(cmap: Buffer): (code: number) => number {
  const tables = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + 8 * i))
  const table = tables.find((one) => cmap.readUInt16BE(one) === 4) ?? 0
  const size = cmap.readUInt16BE(table + 6)
  const ends = table + 14
  const [starts, deltas, ranges] = [ends + size + 2, ends + 2 * size + 2, ends + 3 * size + 2]
  return (code) => {
    for (let i = 0; i < size; i += 2) {
      const [end, start] = [cmap.readUInt16BE(ends + i), cmap.readUInt16BE(starts + i)]
      if (code > end || code < start) continue
      const [delta, range] = [cmap.readUInt16BE(deltas + i), cmap.readUInt16BE(ranges + i)]
      const glyph = range === 0 ? code : cmap.readUInt16BE(ranges + i + range + 2 * (code - start))
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}

function familyOf(name: Buffer): string {
  const strings = name.readUInt16BE(4)
  const records = Array.from({ length: name.readUInt16BE(2) }, (_, i) => 6 + 12 * i)
  const family = records.find((record) => name.readUInt16BE(record + 6) === 1)
  if (family === undefined) return ''
  const start = strings + name.readUInt16BE(family + 10)
  return Buffer.from(name.subarray(start, start + name.readUInt16BE(family + 8))).swap16().toString('utf16le')
}
