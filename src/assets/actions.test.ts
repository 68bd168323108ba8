import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { databases } from '../../test/databases.ts'
import { gifBomb, picture, pngBomb } from '../../test/pictures.ts'
import { newWorld, type World } from '../../test/world.ts'
import { AppError } from '../errors.ts'
import { storeImage } from './actions.ts'
import type { Unusable } from './model.ts'
import { findImage, listImages } from './store.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`a picture brought in, on ${name}`, () => {
    let world: World
    before(async () => { world = await newWorld(await open()) })
    after(() => world.db.destroy())

    const store = (bytes: Uint8Array) => storeImage(world.db, world.ed, 'en', bytes)
    const count = async () => (await world.db.selectFrom('asset').select('hash').execute()).length

    it('is kept under the hash of its bytes, with narrower ones beside it', async () => {
      const image = await store(await picture(2000, 1000, 'jpeg'))
      const { type, bytes } = await findImage(world.db, image.hash)
      assert.deepEqual(image, { hash: createHash('sha256').update(bytes).digest('hex'), type: 'image/webp', width: 2000, height: 1000 })
      assert.equal(type, 'image/webp')
      assert.deepEqual([...await listImages(world.db, [image.hash, image.hash, 'f'.repeat(64)])], [[image.hash, image]])
      const renditions = await world.db.selectFrom('rendition').select(['width', 'height', 'bytes']).where('asset', '=', image.hash).orderBy('width').execute()
      assert.deepEqual(renditions.map(({ width, height }) => [width, height]), [[800, 400], [1600, 800]])
      for (const rendition of renditions) assert.equal((await sharp(rendition.bytes).metadata()).width, rendition.width)
    })

    it('is kept once, however often and by whomever it is brought', async () => {
      const bytes = await picture(300, 200, 'png', 7)
      const first = await store(bytes)
      const before = await count()
      assert.deepEqual(await Promise.all([store(bytes), store(bytes)]), [first, first])
      assert.equal(await count(), before)
      const told = await world.db.selectFrom('ledger').select(['act', 'actor']).where('subject', '=', `image:${first.hash}`).execute()
      assert.deepEqual(told, [{ act: 'image.stored', actor: world.ed.id }])
    })

    it('is refused to somebody who may not bring articles in, before it is looked at', async () => {
      await assert.rejects(storeImage(world.db, world.ada, 'uk', Buffer.from('no picture')), { code: 'forbidden' })
    })

    it('cannot be changed or removed', async () => {
      await assert.rejects(world.db.updateTable('asset').set({ type: 'image/svg+xml' }).execute())
      await assert.rejects(world.db.deleteFrom('rendition').execute())
    })
  })
}

describe('a picture file', () => {
  let world: World
  before(async () => { world = await newWorld(await (databases['sqlite'] ?? assert.fail)()) })
  after(() => world.db.destroy())
  const store = (bytes: Uint8Array) => storeImage(world.db, world.ed, 'en', bytes)
  const drawn = async (bytes: Uint8Array) => Buffer.from((await findImage(world.db, (await store(bytes)).hash)).bytes)

  for (const format of ['png', 'jpeg', 'webp', 'gif', 'avif'] as const) {
    it(`may be ${format}`, async () => {
      const { width, height } = await store(await picture(120, 80, format))
      assert.deepEqual([width, height], [120, 80])
    })
  }

  it('leaves behind where and by what it was taken, and stands upright', async () => {
    const photo = sharp(await picture(300, 200, 'jpeg')).withExif({ IFD0: { Make: 'Spy camera', Copyright: 'Nobody' } })
    const taken = await photo.withMetadata({ orientation: 6 }).toBuffer()
    assert.ok(taken.includes('Spy camera'))
    const { width, height, hash } = await store(taken)
    assert.deepEqual([width, height], [200, 300])
    const bytes = Buffer.from((await findImage(world.db, hash)).bytes)
    assert.equal(bytes.includes('Spy camera'), false)
    assert.equal((await sharp(bytes).metadata()).exif, undefined)
  })

  it('leaves behind another file that hides at its end', async () => {
    const polyglot = Buffer.concat([await picture(200, 100, 'jpeg'), Buffer.from('<script>alert(1)</script>PK\x03\x04')])
    const bytes = await drawn(polyglot)
    assert.equal(bytes.includes('<script>') || bytes.includes('PK\x03\x04'), false)
  })

  it('keeps what shows through, and the exact colours of a small drawing', async () => {
    const glass = { create: { width: 40, height: 30, channels: 4 as const, background: { r: 201, g: 33, b: 77, alpha: 0.5 } } }
    const drawing = await sharp(glass).png().toBuffer()
    const { data, info } = await sharp(await drawn(drawing)).raw().toBuffer({ resolveWithObject: true })
    assert.equal(info.channels, 4)
    assert.deepEqual([...data.subarray(0, 4)], [...(await sharp(drawing).raw().toBuffer()).subarray(0, 4)])
  })

  it('is made no wider than screens are, and no higher than WebP can be', async () => {
    const wide = await store(await picture(4000, 1000, 'jpeg'))
    assert.deepEqual([wide.width, wide.height], [2400, 600])
    const high = await store(await picture(500, 20_000, 'png'))
    assert.deepEqual([high.width, high.height], [240, 9600])
  })

  it('shows the first frame of a moving one, however many there are', async () => {
    const { width, height } = await store(gifBomb(2000, 20_000))
    assert.deepEqual([width, height], [2000, 2000])
  })

  const sound = picture(200, 100, 'png')
  const hostile: [what: string, why: Unusable, bytes: () => Promise<Uint8Array> | Uint8Array][] = [
    ['nothing', 'kind', () => Buffer.alloc(0)],
    ['an SVG, whatever it is called', 'kind', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')],
    ['a TIFF', 'kind', async () => sharp(await sound).tiff().toBuffer()],
    ['a PDF', 'kind', () => Buffer.from('%PDF-1.7\n')],
    ['a HEIC', 'kind', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['a PNG cut short', 'broken', async () => (await sound).subarray(0, 200)],
    ['a JPEG cut short', 'broken', async () => (await picture(900, 900, 'jpeg')).subarray(0, 1500)],
    ['a head without a body', 'broken', () => Buffer.from('89504e470d0a1a0a', 'hex')],
    ['an AVIF of nonsense', 'broken', () => Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif' + 'x'.repeat(400), 'latin1')],
    ['an SVG behind the head of a JPEG', 'broken', () => Buffer.from('\xff\xd8\xff<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'latin1')],
    ['a PNG of 30,000 by 30,000', 'pixels', () => pngBomb(30_000, 30_000)],
    ['a GIF of 60,000 by 60,000', 'pixels', () => gifBomb(60_000, 3)],
    ['more than 20 MB', 'bytes', async () => Buffer.concat([await sound, Buffer.alloc(20 * 1024 * 1024)])],
  ]
  for (const [what, why, bytes] of hostile) {
    it(`cannot be ${what}`, async () => {
      const began = performance.now()
      const file = await bytes()
      await assert.rejects(store(file), (error) => error instanceof AppError && error.code === 'image_unusable' && error.details['why'] === why)
      assert.ok(performance.now() - began < 5000)
    })
  }

  it('after a bad one finds its turn, and does not hold others up while it is drawn', async () => {
    const noise = Buffer.from(Uint32Array.from({ length: 3_000_000 }, (_, i) => Math.imul(i, 2654435761)).buffer)
    const photo = await sharp(noise, { raw: { width: 2000, height: 2000, channels: 3 } }).resize(3000).jpeg().toBuffer()
    const [all, own] = [process.cpuUsage(), process.threadCpuUsage()]
    const [bad, good] = await Promise.allSettled([store(Buffer.from('GIF89a?')), store(photo)])
    const [drawing, here] = [process.cpuUsage(all), process.threadCpuUsage(own)].map(({ user, system }) => (user + system) / 1000)
    assert.deepEqual([bad.status, good.status], ['rejected', 'fulfilled'])
    // The thread that answers everybody else; the whole of its work, however busy the machine is.
    assert.ok((here ?? NaN) < 250 && (drawing ?? NaN) > 2 * (here ?? NaN), `${here} ms of ${drawing} ms`)
  })
})
