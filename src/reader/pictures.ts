import type { Row } from '../db/schema.ts'
import type { ReaderDb } from './published.ts'

/** A picture as a page shows it: its size is given, so that nothing moves when it comes. */
export interface Picture {
  src: string
  /** Empty where there is one size only. */
  srcset: string
  width: number
  height: number
}

/** Pictures by hash. */
export type Pictures = ReadonlyMap<string, Picture>

interface Size {
  hash: string
  width: number
  height: number
}

/** The published pictures of these paragraphs, with their narrower renditions. */
export async function loadPictures(db: ReaderDb, rows: readonly { asset: string | null }[]): Promise<Pictures> {
  const hashes = [...new Set(rows.flatMap(({ asset }) => asset ?? []))]
  if (hashes.length === 0) return new Map()
  const sizes = await db.selectFrom('published_asset').select(['hash', 'width', 'height']).where('hash', 'in', hashes).execute()
  const narrower = await db.selectFrom('published_rendition').select(['asset', 'width']).where('asset', 'in', hashes).orderBy('width').execute()
  const widths = Map.groupBy(narrower, ({ asset }) => asset)
  return new Map(sizes.map((size) => [size.hash, publicPicture(size, (widths.get(size.hash) ?? []).map(({ width }) => width))]))
}

/** Pictures that only the desk may see, each in its one size. */
export function deskPictures(images: Iterable<Size>): Pictures {
  return new Map([...images].map(({ hash, width, height }) => [hash, { src: `/desk/images/${hash}`, srcset: '', width, height }]))
}

export function picturePath(hash: string, width?: number): string {
  return `/images/${hash}${width === undefined ? '' : `/${width}`}`
}

/** A published picture, whole or in one of its widths; undefined when there is none. */
export async function findPublishedPicture(
  db: ReaderDb, hash: string, width: number | undefined,
): Promise<Pick<Row<'published_asset'>, 'type' | 'bytes'> | undefined> {
  if (width === undefined) return db.selectFrom('published_asset').select(['type', 'bytes']).where('hash', '=', hash).executeTakeFirst()
  return db.selectFrom('published_rendition').select(['type', 'bytes']).where('asset', '=', hash).where('width', '=', width).executeTakeFirst()
}

function publicPicture({ hash, width, height }: Size, narrower: readonly number[]): Picture {
  const all = [...narrower.map((one) => `${picturePath(hash, one)} ${one}w`), `${picturePath(hash)} ${width}w`]
  return { src: picturePath(hash), srcset: narrower.length === 0 ? '' : all.join(', '), width, height }
}
