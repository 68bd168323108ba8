import { createHash } from 'node:crypto'
import { now } from '../db/id.ts'
import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { StoredImage } from './model.ts'
import { redraw } from './redraw.ts'
import { insertImage, listImages } from './store.ts'

const TYPE = 'image/webp'

/**
 * Keeps a picture for articles in the language, drawn anew; the same picture is kept once. Readers get it when an edition with it is
 * published. Throws `forbidden`, and `image_unusable` with its `why`: kind, bytes, pixels or broken.
 */
export async function storeImage(db: Db, actor: Actor, language: Language, bytes: Uint8Array): Promise<StoredImage> {
  authorize(actor, 'article.import', language)
  const { whole, renditions } = await redraw(bytes)
  const { width, height } = whole
  const hash = createHash('sha256').update(whole.bytes).digest('hex')
  const image = { hash, type: TYPE, width, height }
  await transact(db, async (tx) => {
    if ((await listImages(tx, [hash])).has(hash)) return
    const kept = { ...image, bytes: whole.bytes, created_by: actor.id, created_at: now() }
    await insertImage(tx, kept, renditions.map((rendition) => ({ asset: hash, ...rendition })))
    await record(tx, {
      actor: actor.id, act: 'image.stored', subject: `image:${hash}`, details: { language, width, height, bytes: whole.bytes.length },
    })
  })
  return image
}
