/** What is known of a picture besides its bytes. */
export interface StoredImage {
  /** SHA-256 of the bytes, in hexadecimal: its name everywhere. */
  hash: string
  type: string
  width: number
  height: number
}

/** Why a file cannot be a picture of an article. */
export type Unusable = 'kind' | 'bytes' | 'pixels' | 'broken'

export const MOST_IMAGE_BYTES = 20 * 1024 * 1024
export const MOST_PIXELS = 50_000_000
/** Pictures are kept no larger than this. */
export const WIDEST = 2400
export const TALLEST = 9600
/** The smaller widths in which a picture is kept beside its own. */
export const RENDITION_WIDTHS = [800, 1600] as const

const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const
export type Format = (typeof FORMATS)[number]

/** What a file is by its first bytes, whatever it is called; undefined for everything that is not accepted, SVG among it. */
export function formatOf(bytes: Uint8Array): Format | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 64))
  return FORMATS.find((format) => SIGNATURES[format].test(head))
}

const SIGNATURES: Readonly<Record<Format, RegExp>> = {
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG\r\n[^]\n/,
  webp: /^RIFF[^]{4}WEBP/,
  gif: /^GIF8[79]a/,
  // The major brand, or one of those that it says to be compatible with.
  avif: /^[^]{4}ftyp(?:avi[fs]|[^]{4}[^]{4}(?:[^]{4})*?avi[fs])/,
}

export function isHash(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
}
