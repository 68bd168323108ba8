import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import express from 'express'
import { listenOn } from '../../test/loopback.ts'
import { readConfig } from '../config.ts'
import { formBody } from './form-body.ts'
import { chooseLanguage, giveVoice, switchLanguage } from './language.ts'
import type { ChosenLanguage } from './language.ts'

const config = readConfig({ SITE_LANGUAGES: 'pl,uk,en' })

function speaking(chosen?: ChosenLanguage, remembered: string[] = []): express.Express {
  const app = express()
  app.use(formBody(), switchLanguage(config, async (_request, _response, language) => { remembered.push(language) }))
  app.get('/page', chooseLanguage(config, chosen), (_request, response) => {
    const { lang, dir, languages, interfaceLanguages, path } = response.locals
    response.json({ lang, dir, languages, interfaceLanguages, path })
  })
  return app
}

describe('the interface language', () => {
  const cases: [string, Record<string, string>, string | undefined, string][] = [
    ['the person’s before all', { Cookie: '__Host-lang=uk', 'Accept-Language': 'uk' }, 'en', 'en'],
    ['the cookie’s before the browser’s', { Cookie: '__Host-lang=en', 'Accept-Language': 'uk' }, undefined, 'en'],
    ['the browser’s', { 'Accept-Language': 'de,en;q=0.5' }, undefined, 'en'],
    ['the first of the site that it speaks', { 'Accept-Language': 'pl' }, undefined, 'uk'],
    ['unmoved by a language it does not speak', { Cookie: '__Host-lang=pl', 'Accept-Language': 'en' }, 'qzz', 'en'],
    ['unmoved by a poisoned cookie', { Cookie: '__Host-lang=../../x; lang=en' }, undefined, 'uk'],
  ]
  for (const [name, headers, chosen, expected] of cases) {
    it(`is ${name}`, async () => {
      await using site = await listenOn(speaking(() => chosen))
      assert.deepEqual(await (await site.get('/page?x=1', headers)).json(), {
        lang: expected, dir: 'ltr', languages: ['pl', 'uk', 'en'], interfaceLanguages: ['uk', 'en'], path: '/page?x=1',
      })
    })
  }

  it('of a page in a language without words of its own is English', async () => {
    const app = express().get('/pl/', (_request, response) => {
      giveVoice(config, response, 'pl')
      response.send(`${response.locals.lang} ${response.locals.t?.('layout:skip')}`)
    })
    await using site = await listenOn(app)
    assert.equal(await (await site.get('/pl/')).text(), 'en Skip to content')
  })
})

describe('choosing another interface language', () => {
  it('is kept, for good and for this browser, and leads back', async () => {
    const remembered: string[] = []
    await using site = await listenOn(speaking(undefined, remembered))
    const answer = await site.post('/language', 'language=en&next=%2Fdesk%3Fx%3D1')
    assert.deepEqual([answer.status, answer.headers.get('location'), answer.headers.get('cache-control')], [303, '/desk?x=1', 'no-store'])
    assert.match(answer.headers.getSetCookie().join(), /^__Host-lang=en; Path=\/; Max-Age=31536000; HttpOnly/)
    assert.deepEqual(remembered, ['en'])
  })

  it('never leads away from the site', async () => {
    await using site = await listenOn(speaking())
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      assert.equal((await site.post('/language', `language=en&next=${encodeURIComponent(next)}`)).headers.get('location'), '/', next)
    }
  })

  it('sets nothing for a language the interface does not speak', async () => {
    await using site = await listenOn(speaking())
    for (const language of ['pl', 'у', '../../x', 'en%0d%0aX:1', '']) {
      const answer = await site.post('/language', `language=${language}&next=/desk`)
      assert.deepEqual([answer.status, answer.headers.getSetCookie().length], [303, 0], language)
    }
  })
})
