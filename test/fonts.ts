import { readFileSync } from 'node:fs'

/** What a TrueType file says of itself: its letters, and how far each moves the pen. */
export interface Font {
  family: string
  unitsPerEm: number
  /** In font units; undefined for a letter that the font does not have. */
  advanceOf: (letter: string) => number | undefined
}

/** Reads the tables that tell that: head, hhea, hmtx, cmap (format 4) and name. */
export function readFont(file: string): Font {
  const bytes = readFileSync(file)
  const tableAt = new Map(Array.from({ length: bytes.readUInt16BE(4) }, (_, i) =>
    [bytes.toString('latin1', 12 + 16 * i, 16 + 16 * i), bytes.readUInt32BE(20 + 16 * i)]))
  const at = (tag: string) => tableAt.get(tag) ?? 0
  const metrics = bytes.readUInt16BE(at('hhea') + 34)
  const glyphOf = charactersOf(bytes, at('cmap'))
  return {
    family: familyOf(bytes, at('name')), unitsPerEm: bytes.readUInt16BE(at('head') + 18),
    advanceOf: (letter) => {
      const glyph = glyphOf(letter.codePointAt(0) ?? 0)
      return glyph === 0 ? undefined : bytes.readUInt16BE(at('hmtx') + 4 * Math.min(glyph, metrics - 1))
    },
  }
}

function charactersOf(bytes: Buffer, cmap: number): (code: number) => number {
  const tables = Array.from({ length: bytes.readUInt16BE(cmap + 2) }, (_, i) => cmap + bytes.readUInt32BE(cmap + 8 + 8 * i))
  const table = tables.find((one) => bytes.readUInt16BE(one) === 4) ?? 0
  const size = bytes.readUInt16BE(table + 6)
  const ends = table + 14
  const [starts, deltas, ranges] = [ends + size + 2, ends + 2 * size + 2, ends + 3 * size + 2]
  return (code) => {
    for (let i = 0; i < size; i += 2) {
      const [end, start] = [bytes.readUInt16BE(ends + i), bytes.readUInt16BE(starts + i)]
      if (code > end || code < start) continue
      const [delta, range] = [bytes.readUInt16BE(deltas + i), bytes.readUInt16BE(ranges + i)]
      const glyph = range === 0 ? code : bytes.readUInt16BE(ranges + i + range + 2 * (code - start))
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}

function familyOf(bytes: Buffer, name: number): string {
  const strings = name + bytes.readUInt16BE(name + 4)
  const records = Array.from({ length: bytes.readUInt16BE(name + 2) }, (_, i) => name + 6 + 12 * i)
  const family = records.find((record) => bytes.readUInt16BE(record + 6) === 1)
  if (family === undefined) return ''
  const start = strings + bytes.readUInt16BE(family + 10)
  return Buffer.from(bytes.subarray(start, start + bytes.readUInt16BE(family + 8))).swap16().toString('utf16le')
}
