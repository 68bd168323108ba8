import assert from 'node:assert/strict'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, it } from 'node:test'
import express from 'express'
import { listenOn } from '../../test/loopback.ts'
import { clearCookie, cookieName, readCookie, setCookie } from './cookies.ts'

const secure = { insecureHttp: false }

function asked(cookie: string): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.headers.cookie = cookie
  return request
}

describe('a cookie', () => {
  it('is read by its exact name', () => {
    const cases: [string, string | undefined][] = [
      ['__Host-sid=abc-DEF_9', 'abc-DEF_9'],
      ['a=1; __Host-sid=x; b=2', 'x'],
      ['__Host-sid=first; __Host-sid=second', 'first'],
      ['x__Host-sid=evil', undefined],
      ['__Host-sid', undefined],
      ['__Host-sid=', undefined],
      ['__host-sid=x', undefined],
      ['__Host-sid="quoted"', undefined],
      ['__Host-sid=a b', undefined],
      ['__Host-sid=у', undefined],
      ['__Host-sid=a%0d%0a', undefined],
      [`__Host-sid=${'a'.repeat(600)}`, undefined],
      [`${'a=1; '.repeat(5000)}__Host-sid=x`, undefined],
      ['', undefined],
    ]
    for (const [header, expected] of cases) assert.equal(readCookie(asked(header), '__Host-sid'), expected, header.slice(0, 40))
  })

  it('is bound to this host and hidden from scripts', async () => {
    await using site = await listenOn(express().get('/', (_request, response) => {
      setCookie(response, 'sid', 'secret', 60, secure)
      setCookie(response, 'lang', 'uk', 60, { insecureHttp: true })
      clearCookie(response, 'pre', secure)
      response.end()
    }))
    assert.deepEqual((await site.get('/')).headers.getSetCookie(), [
      '__Host-sid=secret; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
      'lang=uk; Path=/; Max-Age=60; HttpOnly; SameSite=Lax',
      '__Host-pre=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
    ])
  })

  it('cannot carry another header', async () => {
    await using site = await listenOn(express().get('/', (_request, response) => {
      assert.throws(() => setCookie(response, 'lang', 'uk\r\nX: y', 60, secure))
      assert.throws(() => setCookie(response, 'lang', 'uk; Domain=evil.example', 60, secure))
      response.end()
    }))
    assert.equal((await site.get('/')).headers.getSetCookie().length, 0)
  })

  it('has a plain name only where the site runs without TLS by wish', () => {
    assert.equal(cookieName('sid', secure), '__Host-sid')
    assert.equal(cookieName('sid', { insecureHttp: true }), 'sid')
  })
})
