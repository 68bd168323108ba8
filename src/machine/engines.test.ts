import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { json, SPEAKING, TranslatingMachine, type Answer } from '../../test/translating-machine.ts'
import { readConfig } from '../config.ts'
import type { MachineConfig } from '../config/machine.ts'
import { chatModel } from './chat.ts'
import { deepL } from './deepl.ts'
import { libreTranslate } from './libretranslate.ts'
import { MachineFailure, type Asked, type Engine } from './model.ts'

const KEY = 'the-secret-key'
const MAKERS: Record<MachineConfig['kind'], (config: MachineConfig) => Engine> = { libretranslate: libreTranslate, deepl: deepL, openai: chatModel }
const KINDS = ['libretranslate', 'deepl', 'openai'] as const
const ASKED: Asked = {
  text: 'Run `npm ci` on [the *bridge*](/a/x).', from: 'en', to: 'uk', before: 'It rained.', after: 'Nobody came.',
  glossary: [{ word: 'bridge', preferred: ['міст'], forbidden: ['мостик'] }],
}

describe('asking a translation service', () => {
  let service: TranslatingMachine
  before(async () => { service = await TranslatingMachine.open() })
  after(() => service[Symbol.asyncDispose]())

  const engineOf = (kind: MachineConfig['kind'], url = service.url) => MAKERS[kind]({ kind, url, key: KEY, model: 'small', patience: 5000, budget: 1 })
  function ask(kind: MachineConfig['kind'], answer: Answer, { asked = ASKED, patience = 5000 } = {}) {
    Object.assign(service, { answer, asked: [] })
    return engineOf(kind).translate(asked, AbortSignal.timeout(patience))
  }

  for (const kind of KINDS) {
    it(`gets the words back with their marks from ${kind}`, async () => {
      const words = (asked: string) => asked.replace('Run', 'Запустіть').replace(' on ', ' на ').replace('the ', '').replace('bridge', 'мосту')
      const { text, characters } = await ask(kind, SPEAKING[kind](words))
      assert.equal(text, 'Запустіть `npm ci` на [*мосту*](/a/x).')
      assert.ok(characters > 0 && characters < 3000)
      assert.equal(service.asked.length, 1)
    })
  }

  it('speaks as LibreTranslate wants it', async () => {
    await ask('libretranslate', SPEAKING.libretranslate((words) => words), { asked: { ...ASKED, text: 'One & two' } })
    assert.deepEqual(service.asked.map(({ path, body }) => ({ path, body })), [
      { path: '/translate', body: { q: 'One &amp; two', source: 'en', target: 'uk', format: 'html', api_key: KEY } },
    ])
  })

  it('speaks as DeepL wants it, and counts what DeepL counts', async () => {
    const { characters } = await ask('deepl', SPEAKING.deepl((words) => words), { asked: { ...ASKED, from: 'uk', to: 'en', text: 'Раз і два' } })
    const [{ path, headers, body } = assert.fail()] = service.asked
    assert.deepEqual({ path, key: headers.authorization, body }, {
      path: '/v2/translate', key: `DeepL-Auth-Key ${KEY}`,
      body: {
        text: ['Раз і два'], source_lang: 'UK', target_lang: 'EN-US', tag_handling: 'html', show_billed_characters: true, context: 'It rained.\nNobody came.',
      },
    })
    assert.equal(characters, 7)
    assert.equal(engineOf('deepl').weigh(ASKED), 'Run npm ci on the bridge.'.length)
  })

  it('tells a chat the rules, the neighbours, the terms and the paragraph', async () => {
    const { characters } = await ask('openai', SPEAKING.openai(() => 'Міст'))
    const [{ path, headers, body } = assert.fail()] = service.asked
    assert.deepEqual([path, headers.authorization, body['model'], body['stream']], ['/chat/completions', `Bearer ${KEY}`, 'small', false])
    const [system, user] = body['messages'] as { role: string; content: string }[]
    assert.deepEqual([system?.role, user?.role], ['system', 'user'])
    assert.match(system?.content ?? '', /from English into Ukrainian/)
    for (const part of ['<before>\nIt rained.\n</before>', '<after>\nNobody came.\n</after>', 'bridge = міст (never: мостик)', `<paragraph>\n${ASKED.text}\n</paragraph>`]) {
      assert.ok(user?.content.includes(part), part)
    }
    assert.equal(characters, engineOf('openai').weigh(ASKED) + 'Міст'.length)
  })

  it('takes of a chat the translation alone', async () => {
    for (const said of ['<think>\nThe bridge…\n</think>\n\nМіст', '```\nМіст\n```', '<paragraph>\nМіст\n</paragraph>', '  Міст\n']) {
      assert.equal((await ask('openai', SPEAKING.openai(() => said))).text.trim(), 'Міст', said)
    }
  })

  const chat = (finish_reason: string, content: string | null = 'Міс') => json({ choices: [{ message: { content }, finish_reason }] })
  const wrong: [string, MachineConfig['kind'], Answer, string, number][] = [
    ...KINDS.flatMap((kind): [string, MachineConfig['kind'], Answer, string, number][] => [
      ['a wrong key', kind, json({ error: 'Invalid API key' }, 403), 'refused', 1],
      ['a language that is not known', kind, json({ error: 'uk is not supported' }, 400), 'rejected', 1],
      ['an error of the service', kind, json({}, 500), 'broken', 1],
      ['too many questions, twice', kind, (response) => response.writeHead(429, { 'Retry-After': '0' }).end(), 'busy', 2],
      ['a wait that is too long', kind, (response) => response.writeHead(429, { 'Retry-After': '3600' }).end(), 'busy', 1],
      ['a wait until a day to come', kind, (response) => response.writeHead(503, { 'Retry-After': 'Fri, 31 Dec 2100 23:59:59 GMT' }).end(), 'busy', 1],
      ['JSON of another kind', kind, json({ text: 'Міст' }), 'unreadable', 1],
      ['half of it', kind, (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"translatedText":'), 'unreadable', 1],
      ['a page to sign in', kind, (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<form>'), 'unreadable', 1],
      ['no type', kind, (response) => response.writeHead(200).end('{}'), 'unreadable', 1],
      ['far too much, as it says', kind, (response) => response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '9000000' }).write('{'), 'unreadable', 1],
      ['far too much, without saying so', kind, (response) => { response.writeHead(200, { 'Content-Type': 'application/json' }); response.write(' '.repeat(1_500_000)) }, 'unreadable', 1],
      ['a way elsewhere', kind, (response) => response.writeHead(307, { Location: '/elsewhere' }).end(), 'unreachable', 1],
      ['an answer that breaks off', kind, (response) => { response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' }).write('{'); response.socket?.destroy() }, 'unreachable', 1],
    ]),
    ['an account that is used up', 'deepl', json({ message: 'Quota exceeded' }, 456), 'quota', 1],
    ['no translation', 'deepl', json({ translations: [] }), 'unreadable', 1],
    ['no choice', 'openai', json({ choices: [] }), 'unreadable', 1],
    ['words that break off', 'openai', chat('length'), 'unreadable', 1],
    ['words that were held back', 'openai', chat('content_filter'), 'unreadable', 1],
  ]
  for (const [name, kind, answer, why, times] of wrong) {
    it(`says why there is nothing: ${name} (${kind})`, async () => {
      const isTold = (error: unknown) => error instanceof MachineFailure && error.why === why && !error.message.includes(KEY)
      await assert.rejects(ask(kind, answer), isTold)
      assert.equal(service.asked.length, times)
    })
  }

  it('asks a busy one once more, and takes what it says then', async () => {
    let times = 0
    const answer: Answer = (response, question) => times++ === 0
      ? response.writeHead(503, { 'Retry-After': '0' }).end() : SPEAKING.libretranslate(() => 'Міст')(response, question)
    assert.equal((await ask('libretranslate', answer)).text, 'Міст')
    assert.equal(times, 2)
  })

  it('gives up one that does not answer, one that never ends, and one that wants to be waited for', async () => {
    const never: Answer[] = [
      () => undefined, (response) => { response.writeHead(200, { 'Content-Type': 'application/json' }).write('{') },
      (response) => { response.writeHead(503, { 'Retry-After': '5' }).end() },
    ]
    for (const answer of never) await assert.rejects(ask('libretranslate', answer, { patience: 100 }), { why: 'late' })
  })

  it('says of one that is not there what the machine says', async () => {
    const nobody = libreTranslate({ url: 'http://127.0.0.1:1', key: '' })
    await assert.rejects(nobody.translate(ASKED, AbortSignal.timeout(5000)), (error) => error instanceof MachineFailure && error.why === 'unreachable')
  })

  it('finds DeepL by its key', () => {
    const addressOf = (key: string) => readConfig({ MACHINE_KIND: 'deepl', MACHINE_KEY: key }).machine?.url
    assert.deepEqual([addressOf('abc'), addressOf('abc:fx')], ['https://api.deepl.com', 'https://api-free.deepl.com'])
  })
})
