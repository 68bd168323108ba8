import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { readConfig } from '../config.ts'
import { FinishedPage, HTML, type Rendered } from './finished.ts'
import { Shelf, type Unkept } from './shelf.ts'

const TEXT = '<p>Дощило, і ніхто не прийшов.</p>\n'.repeat(100)

describe('the shelf', () => {
  let server: Server
  let url: string
  let shelf: Shelf
  let now: number
  let generation: number | Error
  let made: string[]
  let make: (path: string) => Promise<Rendered | Unkept>

  const rendered = (body: string, expires = 1000): Rendered => ({ status: 200, body, type: HTML, language: 'uk', expires })
  const newShelf = (shelfBytes = 1_000_000) => {
    shelf?.close()
    shelf = new Shelf({
      config: { ...readConfig({}), shelfBytes }, clock: () => now,
      readGeneration: async () => {
        if (generation instanceof Error) throw generation
        return generation
      },
    })
  }
  beforeEach(() => {
    now = 0
    generation = 1
    made = []
    make = async (path) => rendered(`${path}${TEXT}`)
    newShelf()
  })
  before(async () => {
    server = createServer((request, response) => {
      if (shelf.answer(request, response)) return
      const path = request.url ?? ''
      const bring = () => {
        made.push(path)
        return make(path)
      }
      void shelf.take(path, request, bring).then(
        (page) => (page instanceof FinishedPage ? shelf.send(path, page, request, response) : void response.writeHead(page.status).end()),
        () => response.writeHead(500).end(),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    shelf.close()
    server.close()
    server.closeAllConnections()
  })

  const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const answer = await fetch(url + path, { headers: { 'accept-encoding': 'br', ...headers }, method })
    return { status: answer.status, headers: answer.headers, etag: answer.headers.get('etag') ?? '', html: await answer.text() }
  }

  it('makes a page once and gives it to everybody', async () => {
    const answers = [await get('/a'), await get('/a'), await get('/a', { 'accept-encoding': 'gzip' }), await get('/a', { 'accept-encoding': 'identity' })]
    assert.deepEqual(made, ['/a'])
    assert.ok(answers.every(({ html }) => html === `/a${TEXT}`))
  })

  it('makes it once for those who ask while it is being made', async () => {
    let finish: (page: Rendered) => void = () => undefined
    make = () => new Promise((resolve) => { finish = resolve })
    const asked = Array.from({ length: 20 }, () => get('/a'))
    while (made.length === 0) await turn()
    finish(rendered(TEXT))
    assert.ok((await Promise.all(asked)).every(({ html }) => html === TEXT))
    assert.deepEqual(made, ['/a'])
  })

  it('gives every coding its own strong ETag, and 304 for it and only in that coding', async () => {
    const codings = ['br', 'gzip', 'identity']
    const etags = new Map<string, string>()
    for (const coding of codings) etags.set(coding, (await get('/a', { 'accept-encoding': coding })).etag)
    assert.equal(new Set(etags.values()).size, 3)
    for (const coding of codings) {
      for (const [other, etag] of etags) {
        const { status, html, headers } = await get('/a', { 'accept-encoding': coding, 'if-none-match': etag })
        assert.equal(status, other === coding ? 304 : 200, `${other} asked as ${coding}`)
        if (status === 304) assert.deepEqual([html, headers.get('etag'), headers.get('content-type')], ['', etag, null])
      }
    }
    assert.match(etags.get('br') ?? '', /^"[\w-]+"$/)
  })

  it('understands lists, weakened tags and * in If-None-Match', async () => {
    const { etag } = await get('/a')
    const cases: [string, number][] = [[`"x", ${etag}`, 304], [`W/${etag}`, 304], ['*', 304], ['"x"', 200], [etag.slice(1, -1), 200], ['', 200], [',,', 200]]
    for (const [tag, status] of cases) assert.equal((await get('/a', { 'if-none-match': tag })).status, status, tag)
  })

  it('answers HEAD as GET without its bytes', async () => {
    for (const coding of ['br', 'identity']) {
      const whole = await get('/a', { 'accept-encoding': coding })
      const head = await get('/a', { 'accept-encoding': coding }, 'HEAD')
      assert.equal(head.html, '')
      const kept = (headers: Headers) => [...headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
      assert.deepEqual(kept(head.headers), kept(whole.headers))
    }
  })

  it('leaves other methods and other addresses alone', async () => {
    await get('/a')
    await get('/a', {}, 'POST')
    await get('/a?x=1')
    assert.deepEqual(made, ['/a', '/a?x=1'])
  })

  it('gives no page beyond its time', async () => {
    assert.equal((await get('/a')).status, 200)
    now = 999
    await get('/a')
    assert.equal(made.length, 1)
    now = 1000
    make = async () => rendered('tomorrow', 5000)
    assert.equal((await get('/a')).html, 'tomorrow')
    assert.equal(shelf.holds.pages, 1)
  })

  it('keeps nothing but pages', async () => {
    make = async () => ({ status: 404, body: 'nothing', type: HTML, language: 'uk' })
    assert.equal((await get('/a')).status, 404)
    make = () => Promise.reject(new Error('broken'))
    assert.equal((await get('/a')).status, 500)
    assert.deepEqual([shelf.holds, made.length], [{ pages: 0, bytes: 0 }, 2])
  })

  it('drops everything when told, and what was being made as well', async () => {
    await get('/a')
    let finish: (page: Rendered) => void = () => undefined
    make = () => new Promise((resolve) => { finish = resolve })
    const asked = get('/b')
    while (made.length < 2) await turn()
    make = async () => rendered('new')
    await shelf.refresh()
    assert.equal((await get('/b')).html, 'new')
    finish(rendered('old'))
    assert.equal((await asked).html, 'new', 'made again: half of it was of yesterday')
    assert.equal((await get('/b')).html, 'new')
    assert.equal((await get('/a')).html, 'new')
  })

  it('drops everything when another process moved the generation', async () => {
    await get('/a')
    generation = 2
    make = async () => rendered('new')
    await shelf.look()
    assert.deepEqual(shelf.holds, { pages: 0, bytes: 0 })
    assert.equal((await get('/a')).html, 'new')
  })

  it('keeps nothing of a page during which the generation moved, and notices it by itself', async () => {
    await get('/a')
    const texts = ['half', 'whole']
    make = async () => {
      const html = texts.shift() ?? 'more'
      if (html === 'half') generation = 2
      return rendered(html)
    }
    assert.equal((await get('/b')).html, 'whole')
    assert.equal((await get('/b')).html, 'whole')
    assert.equal(shelf.holds.pages, 1)
  })

  it('answers at last when the generation never rests, and keeps nothing of it', async () => {
    make = async () => {
      generation = Number(generation) + 1
      return rendered('restless')
    }
    assert.equal((await get('/a')).html, 'restless')
    assert.equal(shelf.holds.pages, 0)
  })

  it('goes on giving out what it has while the database is away', async () => {
    await get('/a')
    generation = new Error('away')
    await assert.rejects(shelf.look())
    assert.equal((await get('/a')).status, 200)
    assert.equal((await get('/b')).status, 500)
    generation = 1
    assert.equal((await get('/b')).status, 200)
  })

  it('never weighs more than it may, and keeps what is asked for', async () => {
    newShelf(40_000)
    for (let n = 0; n < 100; n += 1) {
      await get('/favourite', { 'accept-encoding': n % 2 === 0 ? 'br' : 'identity' })
      await get(`/${n}`)
      assert.ok(shelf.holds.bytes <= 40_000 && shelf.holds.pages > 0)
    }
    assert.equal(made.filter((path) => path === '/favourite').length, 1)
  })

  it('keeps nothing when it has no room at all', async () => {
    newShelf(0)
    assert.equal((await get('/a')).status, 200)
    assert.deepEqual(shelf.holds, { pages: 0, bytes: 0 })
  })

  it('finds smaller bytes for a page that is asked for often, under another ETag, and still knows the first one', async () => {
    make = async (path) => rendered(`${path}${Array.from({ length: 3000 }, (_, n) => `<p>Абзац ${n * 7919 % 3001}</p>`).join('')}`)
    const first = await get('/a')
    const before = shelf.holds.bytes
    let last = first
    while (last.etag === first.etag) last = await get('/a')
    assert.equal(last.html, first.html)
    assert.ok(Number(last.headers.get('content-length')) < Number(first.headers.get('content-length')))
    assert.ok(shelf.holds.bytes < before)
    for (const etag of [first.etag, last.etag]) assert.equal((await get('/a', { 'if-none-match': etag })).headers.get('etag'), etag)
  })
})
