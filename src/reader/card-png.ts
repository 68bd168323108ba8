import { crc32, deflateSync } from 'node:zlib'
import { CARD } from './work.ts'

/** Where ink of a colour lies, and how thick: a byte for each pixel. */
export interface Layer {
  color: string
  left: number
  top: number
  width: number
  height: number
  coverage: Uint8Array
}

/** Steps from paper to full ink: more cannot be told apart at the edges of letters. */
const STEPS = 15
const STEP_OF = Uint8Array.from({ length: 256 }, (_, coverage) => Math.round(coverage * STEPS / 255))
const MOST_COLORS = 256
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Eight bits a pixel, each the number of a colour. */
const INDEXED = [8, 3, 0, 0, 0]

/** A card as PNG: few inks on paper, each pixel the number of an ink and of its step, so that no colours have to be sought. */
export function paintCard(paper: string, layers: readonly Layer[]): Buffer {
  const inks = [...new Set(layers.map(({ color }) => color))]
  if (1 + inks.length * STEPS > MOST_COLORS) throw new Error(`${inks.length} inks are too many for one card`)
  // Before each row stands how it is to be read: as it is.
  const rows = Buffer.alloc((CARD.width + 1) * CARD.height)
  for (const layer of layers) lay(rows, layer, inks.indexOf(layer.color) * STEPS)
  const size = Buffer.alloc(8)
  size.writeUInt32BE(CARD.width, 0)
  size.writeUInt32BE(CARD.height, 4)
  return Buffer.concat([
    SIGNATURE, chunk('IHDR', Buffer.from([...size, ...INDEXED])), chunk('PLTE', paletteOf(paper, inks)),
    chunk('IDAT', deflateSync(rows, { level: 6, memLevel: 9 })), chunk('IEND', Buffer.alloc(0)),
  ])
}

/** What reaches over the edge of the card is cut. */
function lay(rows: Buffer, { left, top, width, height, coverage }: Layer, first: number): void {
  const [right, bottom] = [Math.min(width, CARD.width - left), Math.min(height, CARD.height - top)]
  for (let y = 0; y < bottom; y += 1) {
    const [from, to] = [y * width, (top + y) * (CARD.width + 1) + 1 + left]
    for (let x = 0; x < right; x += 1) {
      const step = STEP_OF[coverage[from + x] ?? 0] ?? 0
      if (step > 0) rows[to + x] = first + step
    }
  }
}

function paletteOf(paper: string, inks: readonly string[]): Buffer {
  const ground = partsOf(paper)
  const mixed = inks.flatMap((ink) => Array.from({ length: STEPS }, (_, step) => partsOf(ink).map((part, at) => {
    const under = ground[at] ?? 0
    return Math.round(under + (part - under) * (step + 1) / STEPS)
  })))
  return Buffer.from([...ground, ...mixed.flat()])
}

function partsOf(color: string): number[] {
  return [...Buffer.from(color.slice(1), 'hex')]
}

function chunk(type: string, content: Buffer): Buffer {
  const whole = Buffer.alloc(content.length + 12)
  whole.writeUInt32BE(content.length, 0)
  whole.write(type, 4, 'latin1')
  content.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, content.length + 8)), content.length + 8)
  return whole
}
