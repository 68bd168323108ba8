import assert from 'node:assert/strict'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, it } from 'node:test'
import { sentHeader } from './sent.ts'

describe('one header of a request', () => {
  const cases: [string, string[], string | undefined][] = [
    ['as it was sent', ['Accept-Encoding', 'br'], 'br'],
    ['whatever its letters', ['ACCEPT-encoding', 'gzip'], 'gzip'],
    ['among others', ['Host', 'a', 'X-Accept-Encod', 'no', 'Accept-Encoding', 'br', 'Accept', 'b'], 'br'],
    ['not mistaken for a value', ['Host', 'accept-encoding'], undefined],
    ['absent', ['Host', 'a'], undefined],
    ['sent twice, as Node joins it', ['Accept-Encoding', 'br', 'Accept-Encoding', 'gzip'], 'br, gzip'],
  ]
  for (const [what, rawHeaders, expected] of cases) {
    it(`is found ${what}`, () => {
      const request = new IncomingMessage(new Socket())
      request.rawHeaders = rawHeaders
      request.headers = expected === 'br, gzip' ? { 'accept-encoding': expected } : {}
      assert.equal(sentHeader(request, 'accept-encoding'), expected)
    })
  }
})
