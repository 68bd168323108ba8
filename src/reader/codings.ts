import { brotliCompress, brotliDecompress, constants, gzip, zstdCompress } from 'node:zlib'
import { promisify } from 'node:util'

export type Coding = 'br' | 'zstd' | 'gzip' | 'identity'

// What browsers of these years send, word for word: no parsing for nearly every reader.
const [NEW_BROWSERS, OLD_BROWSERS] = ['gzip, deflate, br, zstd', 'gzip, deflate, br']

/** The coding to answer with: the best quality (RFC 9110 12.5.3), then the smallest. Without a header, none. */
export function codingFor(acceptEncoding: string | undefined): Coding {
  if (acceptEncoding === undefined) return 'identity'
  if (acceptEncoding === NEW_BROWSERS || acceptEncoding === OLD_BROWSERS) return 'br'
  return best(readQualities(acceptEncoding))
}

// A longer header comes from nobody who reads.
const LONGEST = 500
const RANGE = /^([\w*-]{1,20})(?:\s*;\s*q\s*=\s*([01](?:\.\d{0,3})?))?$/i

const SMALLEST_FIRST = ['br', 'zstd', 'gzip'] as const

function readQualities(header: string): ReadonlyMap<string, number> {
  const ranges = header.slice(0, LONGEST).split(',').map((range) => RANGE.exec(range.trim()))
  return new Map(ranges.flatMap((match) => match?.[1] ? [[match[1].toLowerCase(), Math.min(1, Number(match[2] ?? 1))] as const] : []))
}

function best(qualities: ReadonlyMap<string, number>): Coding {
  const rest = qualities.get('*') ?? 0
  const plain = qualities.get('identity') ?? 0
  const choices = SMALLEST_FIRST.map((coding) => ({ coding, quality: qualities.get(coding) ?? rest }))
  const most = Math.max(plain, ...choices.map(({ quality }) => quality))
  return choices.find(({ quality }) => quality > 0 && quality === most)?.coding ?? 'identity'
}

const pack = promisify(brotliCompress)
const unpack = promisify(brotliDecompress)
const zip = promisify(gzip)
const zstd = promisify(zstdCompress)

/** Off the thread. Quality 11 is a fifth smaller than 5 and takes some thirty times longer. */
export async function packBrotli(html: Buffer, quality: 5 | 11): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT } = constants
  return exact(await pack(html, {
    params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: html.length, [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT },
  }))
}

export async function unpackBrotli(bytes: Buffer): Promise<Buffer> {
  return exact(await unpack(bytes))
}

export async function packGzip(html: Buffer): Promise<Buffer> {
  return exact(await zip(html, { level: 9 }))
}

export async function packZstd(html: Buffer): Promise<Buffer> {
  const { ZSTD_c_compressionLevel } = constants
  return exact(await zstd(html, { params: { [ZSTD_c_compressionLevel]: 12 }, pledgedSrcSize: html.length }))
}

/** What zlib gives is the beginning of a larger piece of memory, all of which would be kept. */
function exact(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}
