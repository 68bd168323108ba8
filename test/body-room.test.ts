import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { BODY_ROOM } from '../src/web/body-room.ts'
import { Browser } from './browser.ts'
import { startTestSite, type TestSite } from './site.ts'
import { headOf, openWire, type Wire } from './sockets.ts'

const MEBIBYTE = 1024 * 1024
const URLENCODED = 'Content-Type: application/x-www-form-urlencoded'

describe('large forms that are sent slowly', { timeout: 60_000 }, () => {
  let site: TestSite
  let editor: Browser
  before(async () => {
    site = await startTestSite()
    editor = await new Browser(site).signInAs(site, site.world.ed)
    // The first request that is not a reader's opens the rooms.
    await editor.get('/desk')
  })
  after(() => site.close())

  const cookie = () => `Cookie: __Host-sid=${editor.cookie('__Host-sid')}`
  /** Says how much will come and sends nothing of it. */
  const announce = (address: string, bytes: number, ...more: string[]) =>
    openWire(site, headOf(site, `POST ${address} HTTP/1.1`, 'Sec-Fetch-Site: same-origin', 'Accept-Language: en', `Content-Length: ${bytes}`, ...more))
  /** Those for which there is no room, known as soon as there are so many. */
  async function refusedOf(wires: readonly Wire[], count: number): Promise<Wire[]> {
    const refused: Wire[] = []
    await new Promise<void>((resolve) => {
      for (const wire of wires) void wire.answered.then(() => { if (refused.push(wire) === count) resolve() })
    })
    return refused
  }
  const hangUp = (wires: readonly Wire[]) => Promise.all(wires.map(({ socket, closed }) => {
    socket.destroy()
    return closed
  }))
  const signIn = async (bytes: number) => {
    const browser = new Browser(site)
    const answer = await browser.post('/sign-in', '/sign-in', { email: '', password: '', next: '', kept: 'x'.repeat(bytes) })
    return answer.status
  }

  const cases: [who: string, room: keyof typeof BODY_ROOM, bytes: number, open: (bytes: number) => Promise<Wire>][] = [
    ['by people who are not signed in', 'strangers', 4 * MEBIBYTE, (bytes) => announce('/sign-in', bytes, URLENCODED)],
    ['by people who work here', 'members', 32 * MEBIBYTE, (bytes) => announce('/desk/articles/preview', bytes, cookie(), 'Content-Type: multipart/form-data; boundary=x')],
  ]
  for (const [who, room, bytes, open] of cases) {
    it(`${who} are refused, unread, beyond what there is room for; nobody else is, and the room is free again afterwards`, async () => {
      const held = BODY_ROOM[room] / bytes
      const wires = await Promise.all(Array.from({ length: held + 3 }, () => open(bytes)))
      const refused = await refusedOf(wires, 3)
      for (const wire of refused) {
        assert.match(wire.said(), /^HTTP\/1\.1 503 /)
        assert.match(wire.said(), /^Retry-After: 5\r$/m)
        assert.match(wire.said(), /^Cache-Control: no-store\r$/m)
        assert.match(wire.said(), /nothing was saved/)
      }
      assert.equal(await signIn(0), 422)
      assert.equal(await signIn(200_000), room === 'strangers' ? 503 : 422)
      const small = await editor.post('/desk/account', '/desk/account', { name: 'Ed', language: 'en' })
      assert.notEqual(small.status, 503)
      const large = await editor.post('/desk/articles/new', '/desk/articles/preview', { text: `Слова ${'слово '.repeat(50_000)}`, language: 'uk' })
      assert.equal(large.status === 503, room === 'members')
      await hangUp(wires)
      while (await signIn(200_000) === 503);
      assert.equal((await editor.post('/desk/articles/new', '/desk/articles/preview', { text: 'Слова '.repeat(20_000), language: 'uk' })).status, 200)
    })
  }

  it('whose length is not said count as the largest that a stranger may send', async () => {
    const open = () => openWire(site, headOf(site, 'POST /sign-in HTTP/1.1', 'Sec-Fetch-Site: same-origin', URLENCODED, 'Transfer-Encoding: chunked'))
    const wires = await Promise.all(Array.from({ length: 8 }, open))
    const [refused] = await refusedOf(wires, 1)
    assert.match(refused?.said() ?? '', /^HTTP\/1\.1 503 /)
    await hangUp(wires)
  })

  it('larger than any form may be are told so instead of being put off for ever', async () => {
    const answer = await fetch(`${site.url}/sign-in`, {
      method: 'POST', body: Buffer.alloc(BODY_ROOM.strangers + 1, 'a'),
      headers: { 'origin': site.url, 'content-type': 'application/x-www-form-urlencoded' },
    })
    assert.equal(answer.status, 413)
  })
})
