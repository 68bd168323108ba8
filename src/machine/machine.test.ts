import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { json, SPEAKING, TranslatingMachine } from '../../test/translating-machine.ts'
import type { Log } from '../log.ts'
import { Machine, openMachine } from './machine.ts'
import type { Asked } from './model.ts'

const MINUTE = 60_000
const ASKED: Asked = { text: 'A bridge', from: 'en', to: 'uk', glossary: [], before: '', after: '' }

describe('the machine of a site', () => {
  let service: TranslatingMachine
  let time: number
  let told: Parameters<Log>[]
  before(async () => { service = await TranslatingMachine.open() })
  after(() => service[Symbol.asyncDispose]())
  beforeEach(() => {
    time = 0
    told = []
    Object.assign(service, { asked: [], answer: SPEAKING.libretranslate(() => 'Міст') })
  })

  const open = () => new Machine({ kind: 'libretranslate', url: service.url, key: 'secret', model: '', patience: 5000, budget: 1 }, {
    log: (...line) => void told.push(line), clock: () => time,
  })

  it('is none where nobody set one up', () => assert.equal(openMachine(null), null))

  it('is left alone after three failures in a row, for longer each time, until it answers', async () => {
    const machine = open()
    service.answer = json({}, 500)
    const fails = (why: string) => assert.rejects(machine.ask(ASKED), { why })
    for (let i = 0; i < 3; i += 1) await fails('broken')
    await fails('paused')
    assert.throws(() => machine.refuseNow(), { why: 'paused' })
    assert.equal(service.asked.length, 3)
    time += MINUTE
    await fails('broken')
    time += MINUTE
    await fails('paused')
    time += MINUTE
    service.answer = SPEAKING.libretranslate(() => 'Міст')
    assert.equal((await machine.ask(ASKED)).text, 'Міст')
    service.answer = json({}, 500)
    await fails('broken')
    await fails('broken')
    assert.deepEqual(told[0], ['machine.failed', { engine: 'LibreTranslate', error: 'broken: status 500' }])
  })

  it('is not left alone for what it was asked', async () => {
    const machine = open()
    service.answer = json({ error: 'xx is not supported' }, 400)
    for (let i = 0; i < 5; i += 1) await assert.rejects(machine.ask(ASKED), { why: 'rejected' })
  })

  it('is asked by four at once, no more', async () => {
    const machine = open()
    const waiting: (() => void)[] = []
    service.answer = (response, question) => void waiting.push(() => SPEAKING.libretranslate(() => 'Міст')(response, question))
    const four = [1, 2, 3, 4].map(() => machine.ask(ASKED))
    await service.questions(4)
    await assert.rejects(machine.ask(ASKED), { why: 'busy' })
    for (const answer of waiting) answer()
    assert.equal((await Promise.all(four)).length, 4)
    service.answer = SPEAKING.libretranslate(() => 'Міст')
    assert.equal((await machine.ask(ASKED)).text, 'Міст')
  })
})
