import type { Sharp } from 'sharp'
import { AppError } from '../errors.ts'
import { formatOf, MOST_IMAGE_BYTES, MOST_PIXELS, RENDITION_WIDTHS, TALLEST, WIDEST, type Format, type Unusable } from './model.ts'
import { loadSharp } from './sharp.ts'

/** A picture as it is kept, always WebP. */
interface Drawn {
  width: number
  height: number
  bytes: Buffer
}

interface Redrawn {
  whole: Drawn
  /** Narrower ones, the narrowest first. */
  renditions: Drawn[]
}

const SLOWEST_SECONDS = 20
const QUALITY = 82
/** A drawing of at most so many pixels is kept without loss, if that takes no more bytes than this. */
const LOSSLESS_PIXELS = 2_000_000
const LOSSLESS_BYTES = 1024 * 1024

let turn: Promise<unknown> = Promise.resolve()

/**
 * Draws a picture anew: whatever else the file held (metadata, further frames, another file behind it) is gone. One at a time, off
 * the main thread. Throws `image_unusable`, saying why.
 */
export async function redraw(bytes: Uint8Array): Promise<Redrawn> {
  const format = formatOf(bytes)
  if (!format) throw unusable('kind')
  if (bytes.length > MOST_IMAGE_BYTES) throw unusable('bytes')
  const mine = turn.then(() => draw(bytes, format))
  turn = mine.catch(() => undefined)
  return mine
}

interface Pixels {
  data: Buffer
  info: { width: number; height: number; channels: 1 | 2 | 3 | 4 }
}

async function draw(bytes: Uint8Array, format: Format): Promise<Redrawn> {
  const sharp = await loadSharp()
  const pixels = await readPixels(() => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }), format)
  // GIF and PNG hold drawings, whose edges suffer most.
  const drawing = format === 'png' || format === 'gif'
  const at = (width: number) => encode(sharp(pixels.data, { raw: pixels.info }).resize({ width }), drawing)
  const whole = await at(pixels.info.width)
  const renditions: Drawn[] = []
  for (const width of RENDITION_WIDTHS) if (width < pixels.info.width) renditions.push(await at(width))
  return { whole, renditions }
}

async function readPixels(open: () => Sharp, format: Format): Promise<Pixels> {
  try {
    const { format: found, width, height } = await open().metadata()
    if (found !== format && !(found === 'heif' && format === 'avif')) throw unusable('kind')
    if (width * height > MOST_PIXELS) throw unusable('pixels')
    return await open().rotate().resize({ width: WIDEST, height: TALLEST, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb').timeout({ seconds: SLOWEST_SECONDS }).raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unusable(/pixel limit/.test(String(error)) ? 'pixels' : 'broken', error)
  }
}

async function encode(image: Sharp, drawing: boolean): Promise<Drawn> {
  const { data: bytes, info: { width, height } } = await image.clone().webp({ quality: QUALITY, smartSubsample: drawing })
    .timeout({ seconds: SLOWEST_SECONDS }).toBuffer({ resolveWithObject: true })
  if (!drawing || width * height > LOSSLESS_PIXELS) return { width, height, bytes }
  const exact = await image.clone().webp({ lossless: true }).timeout({ seconds: SLOWEST_SECONDS }).toBuffer()
  return { width, height, bytes: exact.length <= LOSSLESS_BYTES ? exact : bytes }
}

function unusable(why: Unusable, cause?: unknown): AppError {
  return new AppError('image_unusable', { why }, cause === undefined ? {} : { cause })
}
