import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { codingFor, packBrotli, packGzip, packZstd, unpackBrotli } from './codings.ts'

describe('the coding of an answer', () => {
  const cases: [header: string | undefined, coding: string][] = [
    [undefined, 'identity'], ['', 'identity'], ['gzip, deflate, br, zstd', 'br'], ['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['gzip, deflate', 'gzip'],
    ['deflate', 'identity'], ['*', 'br'], ['*;q=0', 'identity'], ['br;q=0, *', 'zstd'], ['zstd', 'zstd'], ['gzip, zstd', 'zstd'], ['gzip, zstd;q=0.9', 'gzip'], ['br;q=0, zstd;q=0, *', 'gzip'], ['br;q=0, gzip;q=0', 'identity'], ['br;q=0.5, gzip', 'gzip'],
    ['BR', 'br'], ['gzip;q=0.5,br;q=0.9', 'br'], ['identity;q=1, br;q=0.5', 'identity'], ['identity, gzip;q=0.9', 'identity'], ['identity;q=0', 'identity'],
    ['gzip ; q=1.0 , br ; q=1.000', 'br'], ['br;q=2', 'identity'], ['br;q=x', 'identity'], ['x'.repeat(100_000), 'identity'], ['brx, xgzip', 'identity'],
    ['gzip;q=0.001', 'gzip'], [',,,gzip', 'gzip'], ['__proto__, constructor', 'identity'],
  ]
  for (const [header, coding] of cases) {
    it(`is ${coding} for ${JSON.stringify(header)?.slice(0, 60)}`, () => assert.equal(codingFor(header), coding))
  }

  it('is never one that the asker refused', () => {
    const range = fc.tuple(fc.constantFrom('br', 'zstd', 'gzip', 'identity', '*', 'deflate'), fc.constantFrom('', ';q=0', ';q=0.5', ';q=1'))
    fc.assert(fc.property(fc.uniqueArray(range, { selector: ([name]) => name }), (ranges) => {
      const coding = codingFor(ranges.map((parts) => parts.join('')).join(', '))
      const quality = ranges.find(([name]) => name === coding)?.[1] ?? ranges.find(([name]) => name === '*')?.[1]
      assert.ok(coding === 'identity' || (quality !== undefined && quality !== ';q=0'))
    }))
  })

  it('gives the same bytes back', async () => {
    const html = Buffer.from('<p>Дощило.</p>'.repeat(500))
    for (const packed of await Promise.all([packBrotli(html, 5), packBrotli(html, 11)])) {
      assert.deepEqual(brotliDecompressSync(packed), html)
      assert.deepEqual(await unpackBrotli(packed), html)
      assert.equal(packed.buffer.byteLength, packed.length, 'no more memory than its bytes')
    }
    assert.deepEqual(gunzipSync(await packGzip(html)), html)
    assert.deepEqual(zstdDecompressSync(await packZstd(html)), html)
  })
})
