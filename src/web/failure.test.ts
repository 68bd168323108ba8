import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import express from 'express'
import { listenOn } from '../../test/loopback.ts'
import { readConfig } from '../config.ts'
import { AppError, ERROR_CODES } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import { answerFailures, nothingHere } from './failure.ts'
import { formBody } from './form-body.ts'
import { chooseLanguage } from './language.ts'

const references: unknown[] = []
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

function failing(): express.Express {
  const app = express()
  app.get('/early', () => { throw new AppError('forbidden') })
  app.use(chooseLanguage(readConfig({})), formBody({ limit: 1000, fields: 5 }))
  app.get('/code/:code', ({ params }) => { throw new AppError(asCode(params.code), { secret: 'канарка' }) })
  app.get('/bug', async () => { throw new Error('secret /etc/passwd') })
  app.get('/odd', (_request, _response, next) => next(Object.create(null)))
  app.get('/bad-voice', (_request, response) => {
    Object.assign(response.locals, { t: () => { throw new Error('mute') } })
    throw new AppError('invalid')
  })
  app.get('/half', (_request, response) => {
    response.write('half')
    throw new Error('too late')
  })
  app.post('/form', (_request, response) => void response.send('done'))
  return app.use(nothingHere, answerFailures((_event, fields) => references.push(fields?.['reference'])))
}

function asCode(text: string): ErrorCode {
  return ERROR_CODES.find((code) => code === text) ?? 'invalid'
}

describe('a failure', () => {
  it('of each kind has its status and says in both languages what to do next', async () => {
    await using site = await listenOn(failing())
    for (const code of ERROR_CODES) {
      for (const language of ['uk', 'en']) {
        const answer = await site.get(`/code/${code}`, { 'Accept-Language': language })
        const html = await answer.text()
        assert.equal(answer.status, new AppError(code).status, code)
        assert.equal(answer.headers.get('content-language'), language)
        assert.match(html, new RegExp(`<html lang="${language}"`))
        assert.equal(/[а-яіїєґ]{3,}/i.test(html.replace(/<nav[\s\S]*?<\/nav>/, '')), language === 'uk', `${code} ${language}`)
        assert.doesNotMatch(html, /\{\{|errors:|канарка/)
        assert.match(html, /class="button" href="\//)
      }
    }
  })

  it('is never kept by a cache or an index', async () => {
    await using site = await listenOn(failing())
    for (const path of ['/code/forbidden', '/bug', '/nowhere']) {
      const { headers } = await site.get(path)
      assert.deepEqual([headers.get('cache-control'), headers.get('x-robots-tag')], ['no-store', 'noindex'])
    }
  })

  it('that is a bug tells people a number and the log the rest', async () => {
    await using site = await listenOn(failing())
    for (const path of ['/bug', '/odd']) {
      references.length = 0
      const answer = await site.get(path)
      const html = await answer.text()
      const reference = String(references[0])
      assert.equal(answer.status, 500)
      assert.match(reference, /^[0-9a-f]{8}$/)
      assert.ok(html.includes(reference) && !/passwd|Error|at /.test(html))
    }
  })

  it('before any language was chosen still speaks the reader’s', async () => {
    await using site = await listenOn(failing())
    assert.match(await (await site.get('/early', { 'Accept-Language': 'en' })).text(), /You are not allowed/)
    assert.match(await (await site.get('/early')).text(), /На це немає дозволу/)
  })

  it('while showing a failure ends in a number', async () => {
    await using site = await listenOn(failing())
    const answer = await site.get('/bad-voice')
    assert.equal(answer.status, 500)
    assert.match(await answer.text(), /^500 [0-9a-f]{8}$/)
  })

  it('in the middle of an answer breaks it off', async () => {
    await using site = await listenOn(failing().set('env', 'test'))
    await assert.rejects(async () => (await site.get('/half')).text())
  })

  const addresses: [string, number][] = [['/nowhere', 404], ['/%', 404], ['/code/%ff', 404], [`/${'a'.repeat(5000)}`, 404]]
  for (const [path, status] of addresses) {
    it(`at ${path.slice(0, 12)} is answered ${status}`, async () => {
      await using site = await listenOn(failing())
      assert.equal((await site.get(path)).status, status)
    })
  }

  const bodies: [string, string, Record<string, string>, number][] = [
    ['too long a body', `a=${'x'.repeat(2000)}`, form, 413],
    ['too many fields', 'a=1&b=2&c=3&d=4&e=5&f=6', form, 413],
    ['another charset', 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded; charset=windows-1251' }, 422],
    ['an unknown compression', 'a=1', { ...form, 'Content-Encoding': 'x' }, 422],
    ['a compressed form', 'not gzip at all', { ...form, 'Content-Encoding': 'gzip' }, 422],
    ['broken UTF-8', 'a=%ff%fe', form, 200],
    ['UTF-8 said aloud', 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded; charset="UTF-8"' }, 200],
  ]
  for (const [name, body, headers, status] of bodies) {
    it(`of ${name} is answered ${status}`, async () => {
      await using site = await listenOn(failing())
      assert.equal((await site.post('/form', body, headers)).status, status)
    })
  }

  it('for want of a session leads to signing in and back', async () => {
    await using site = await listenOn(failing())
    assert.match(await (await site.get('/code/not_signed_in?a=b')).text(), /href="\/sign-in\?next=%2Fcode%2Fnot_signed_in%3Fa%3Db"/)
  })
})
