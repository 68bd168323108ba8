import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { paintCard, type Layer } from './card-png.ts'

const PAPER = '#FBFAF6'
const layer = (left: number, top: number, [width, height]: [number, number], coverage: readonly number[], color = '#1B1A17'): Layer =>
  ({ color, left, top, width, height, coverage: Uint8Array.from(coverage) })

/** The colour of a point, as programs that read PNG see it. */
async function colorsOf(png: Buffer, points: readonly [x: number, y: number][]): Promise<string[]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return points.map(([x, y]) => `#${data.subarray(3 * (y * info.width + x)).toString('hex', 0, 3).toUpperCase()}`)
}

describe('a painted card', () => {
  it('has full ink, half ink and paper where they were laid, each in its colour', async () => {
    const png = paintCard(PAPER, [layer(10, 20, [3, 1], [255, 0, 136]), layer(1199, 629, [1, 1], [255], '#9A3324')])
    assert.deepEqual(await colorsOf(png, [[10, 20], [11, 20], [12, 20], [9, 20], [1199, 629]]), ['#1B1A17', PAPER, '#84837F', PAPER, '#9A3324'])
  })

  it('cuts what reaches over its edges, and wraps nothing round', async () => {
    const png = paintCard(PAPER, [layer(1198, 628, [4, 4], Array.from({ length: 16 }, () => 255))])
    assert.deepEqual(await colorsOf(png, [[1199, 629], [1197, 629], [0, 629], [1, 629]]), ['#1B1A17', PAPER, PAPER, PAPER])
    const { width, height, channels } = await sharp(png).metadata()
    assert.deepEqual([width, height, channels], [1200, 630, 3])
  })

  it('refuses more inks than a palette holds', () => {
    const inks = Array.from({ length: 18 }, (_, n) => layer(0, n, [1, 1], [255], `#0000${n.toString(16).padStart(2, '0')}`))
    assert.ok(paintCard(PAPER, inks.slice(1)).length > 0)
    assert.throws(() => paintCard(PAPER, inks), /18 inks/)
  })
})
