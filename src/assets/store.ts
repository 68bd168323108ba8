import { AppError } from '../errors.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { isHash, type StoredImage } from './model.ts'

/** Throws `not_found`, also for what cannot be a hash. */
export async function findImage(db: Db | Tx, hash: string): Promise<Pick<Row<'asset'>, 'type' | 'bytes'>> {
  const image = isHash(hash) && await db.selectFrom('asset').select(['type', 'bytes']).where('hash', '=', hash).executeTakeFirst()
  if (!image) throw new AppError('not_found', { image: hash })
  return image
}

/** The same in the narrowest width that is stored of it. */
export async function findSmallImage(db: Db, hash: string): Promise<Pick<Row<'asset'>, 'type' | 'bytes'>> {
  const small = isHash(hash) && await db.selectFrom('rendition').innerJoin('asset', 'asset.hash', 'rendition.asset')
    .select(['asset.type', 'rendition.bytes']).where('rendition.asset', '=', hash).orderBy('rendition.width').limit(1).executeTakeFirst()
  return small || findImage(db, hash)
}

/** What is known of these pictures, by hash; those that are not stored are left out. */
export async function listImages(db: Db | Tx, hashes: readonly string[]): Promise<Map<string, StoredImage>> {
  if (hashes.length === 0) return new Map()
  const rows = await db.selectFrom('asset').select(['hash', 'type', 'width', 'height']).where('hash', 'in', [...new Set(hashes)]).execute()
  return new Map(rows.map((row) => [row.hash, row]))
}

export async function insertImage(tx: Tx, image: Row<'asset'>, renditions: readonly Row<'rendition'>[]): Promise<void> {
  await tx.insertInto('asset').values(image).execute()
  if (renditions.length > 0) await tx.insertInto('rendition').values([...renditions]).execute()
}
