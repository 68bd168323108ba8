import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { Format } from '../src/assets/model.ts'

/** A picture with something on it: two of other seeds differ. */
export async function picture(width: number, height: number, format: Format = 'png', seed = 1): Promise<Buffer> {
  const background = { r: (seed * 67) % 256, g: 90, b: 40 }
  const bar = { create: { width: Math.max(1, Math.floor(width / 3)), height, channels: 3 as const, background } }
  return sharp({ create: { width, height, channels: 3, background: '#dfe6e9' } })
    .composite([{ input: await sharp(bar).png().toBuffer(), left: 0, top: 0 }]).toFormat(format).toBuffer()
}

/** A PNG that says it has so many pixels, and holds hardly any bytes. */
export function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))), chunk('IEND', Buffer.alloc(0))])
}

/** A GIF of very many frames of the full size, each a few bytes long. */
export function gifBomb(side: number, frames: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16LE(side, 0)
  size.writeUInt16LE(side, 2)
  const head = Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255])])
  const frame = Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), size, Buffer.from([0, 2, 2, 0x4c, 0x01, 0])])
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
