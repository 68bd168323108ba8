import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn, type Room } from '../../test/translator.ts'
import { json, SPEAKING, TranslatingMachine } from '../../test/translating-machine.ts'
import { reviewAll } from '../../test/world.ts'
import { newId } from '../db/id.ts'
import { printSuggestion } from './offers.ts'

const KEY = 'the-secret-key'
const SUGGESTED = '«Дощило», — сказано.'

describe('a suggestion of a machine', () => {
  let site: TestSite
  let service: TranslatingMachine
  before(async () => {
    service = await TranslatingMachine.open()
    site = await startTestSite({ MACHINE_KIND: 'openai', MACHINE_URL: service.url, MACHINE_KEY: KEY, MACHINE_MODEL: 'small-model' })
  })
  after(async () => {
    await site.close()
    await service[Symbol.asyncDispose]()
  })
  beforeEach(() => Object.assign(service, { asked: [], answer: SPEAKING.openai(() => SUGGESTED) }))
  const { as, newRoom, factOf } = translatorOn(() => site)
  const newDesk = () => newRoom(['The bridge', '“It rained,” they said.', 'Nobody came.'])

  /** A translator at one paragraph's own page, and what a button of it does. */
  async function sitDown(room: Room, i = 1, person = site.world.ada) {
    const browser = await as(person)
    const segment = room.segments[i] ?? ''
    const path = `${room.page}/segments/${segment}`
    let page = await browser.get(path)
    const push = async (button: string, changes: Record<string, string> = {}) =>
      page = await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(page, '/drafts'), ...changes, do: `${button}:${segment}` })
    return { browser, segment, path, page, push, name: textOf(segment) }
  }

  const offersOf = (revision: string) => site.db.selectFrom('revision').leftJoin('revision_offer', 'revision_offer.revision_id', 'revision.id')
    .select(['revision.origin', 'revision_offer.engine', 'revision_offer.text']).where('revision.id', '=', revision).executeTakeFirstOrThrow()
  async function originOf(room: Room, i = 1) {
    const { proposal } = await factOf(room, i)
    return offersOf(proposal?.revision ?? '')
  }

  it('is asked for by a button without scripts, keeps what was typed, and stands beside the field with its engine', async () => {
    const room = await newDesk()
    const { push, name, page } = await sitDown(room)
    assert.deepEqual(await checkHtml(page.html), [])
    assert.match(wordsOf(page), /Machine translation: small-model .*Suggest a translation/)
    const answer = await push('suggest', { [name]: 'Моє' })
    assert.deepEqual(await checkHtml(answer.html), [])
    assert.match(wordsOf(answer), new RegExp(`A machine’s suggestion stands beside the field\\..*Machine translation: small-model ${SUGGESTED} A machine’s words, checked by nobody`))
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Моє')
    const [{ body } = assert.fail()] = service.asked
    assert.match(JSON.stringify(body), /<before>\\nThe bridge\\n<\/before>.*<after>\\nNobody came\.\\n<\/after>/)
    assert.ok(![page, answer].some(({ html }) => html.includes(KEY) || html.includes(service.url)))
  })

  it('is not sent to review unedited without a tick, and keeps its label for ever (P34)', async () => {
    const room = await newDesk()
    const { push, segment, name } = await sitDown(room)
    await push('suggest')
    const filled = await push('machine')
    assert.equal(fieldsOf(filled, '/drafts')[name], SUGGESTED)
    assert.match(wordsOf(filled), /They are not saved yet/)
    const refused = await push('send')
    assert.equal(refused.status, 409)
    assert.equal((await factOf(room, 1)).proposal, null)
    assert.ok((await factOf(room, 1, site.world.ada)).draft?.offer?.startsWith('machine:'))
    const again = await sitDown(room)
    assert.match(wordsOf(again.page), /Question: This is word for word what a machine suggested \(small-model\)/)
    await again.push('send', { [`anyway:${segment}`]: '1' })
    assert.deepEqual(await originOf(room), { origin: 'machine', engine: 'small-model', text: SUGGESTED })
  })

  it('counts as unedited whatever was done to its typography, and however it came into the field', async () => {
    const room = await newDesk()
    await (await sitDown(room)).push('suggest')
    for (const text of ['“Дощило”, - сказано.', SUGGESTED]) {
      const { push, name } = await sitDown(room)
      assert.equal((await push('send', { [name]: text })).status, 409, text)
    }
  })

  it('goes to review when somebody edited it, as a machine’s text', async () => {
    const room = await newDesk()
    const { push, name } = await sitDown(room)
    await push('suggest')
    await push('machine')
    await push('send', { [name]: '«Падав дощ», — сказано.' })
    assert.equal((await factOf(room, 1)).proposal?.text, '«Падав дощ», — сказано.')
    assert.deepEqual(await originOf(room), { origin: 'machine', engine: 'small-model', text: SUGGESTED })
  })

  it('leaves no label on words that share none with it', async () => {
    const room = await newDesk()
    const { push, name } = await sitDown(room)
    await push('suggest')
    await push('machine')
    await push('send', { [name]: 'Падав дощ, так мовили вони.' })
    assert.deepEqual(await originOf(room), { origin: 'written', engine: null, text: null })
  })

  it('stays a machine’s text when it is taken back and sent again, edited by a reviewer, or brought back from history', async () => {
    const room = await newDesk()
    const { push, segment, name, browser } = await sitDown(room)
    await push('suggest')
    await push('machine')
    await push('send', { [name]: '«Падав дощ», — сказано.' })
    const first = (await factOf(room, 1)).proposal?.revision ?? ''
    const { push: next } = await sitDown(room)
    await next('withdraw')
    await next('send', { [name]: '«Дощ падав», — сказано.' })
    assert.equal((await originOf(room)).origin, 'machine')
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Дощ, сказано, падав.', minor: false }))
    assert.equal((await originOf(room)).origin, 'machine')
    await reviewAll(site.db, site.world.sam, room)
    const page = await browser.get(`${room.page}/segments/${segment}`)
    await browser.postRaw(`${room.page}/segments/${segment}/restorations`, { ...fieldsOf(page, '/restorations'), revision: first, message: '' })
    const { proposal } = await factOf(room, 1)
    assert.equal(proposal?.text, '«Падав дощ», — сказано.')
    assert.deepEqual(await originOf(room), { origin: 'machine', engine: 'small-model', text: SUGGESTED })
  })

  it('labels no text of another paragraph, and none that there never was', async () => {
    const room = await newDesk()
    const { push } = await sitDown(room)
    await push('suggest')
    const { id } = await site.db.selectFrom('machine_suggestion').select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
    for (const forged of [printSuggestion(id), printSuggestion(newId())]) {
      const other = await sitDown(room, 2)
      await other.push('send', { [other.name]: 'Нікого, так сказано.', [`offer:${other.segment}`]: forged })
      assert.deepEqual(await originOf(room, 2), { origin: 'written', engine: null, text: null })
      await other.push('withdraw')
    }
  })

  it('says why there is none, and keeps what was typed', async () => {
    const room = await newDesk()
    const { push, name, browser, path } = await sitDown(room)
    service.answer = json({ error: { message: 'Incorrect API key provided: the-secret-key' } }, 401)
    const refused = await push('suggest', { [name]: 'Моє' })
    assert.equal(refused.status, 503)
    assert.match(wordsOf(refused), /The translation service does not accept the site’s key\. .*Nothing you typed is lost\./)
    assert.ok(!refused.html.includes('Incorrect') && !refused.html.includes(KEY))
    assert.equal(fieldsOf(refused, '/drafts')[name], 'Моє')
    const token = fieldsOf(refused, '/drafts')['form_token'] ?? ''
    const scripted = await browser.postRaw(`${path}/suggestions`, { form_token: token }, { accept: 'application/json' })
    assert.equal(scripted.status, 503)
    assert.match(scripted.html, /^\{"problem":"The translation service does not accept/)
  })

  it('is for nobody who may not write there, and for no original', async () => {
    const room = await newDesk()
    const tom = await as(site.world.tom)
    const token = fieldsOf(await tom.get('/desk'), '/sign-out')['form_token'] ?? ''
    assert.equal((await tom.postRaw(`${room.page}/segments/${room.segments[1]}/suggestions`, { form_token: token })).status, 403)
    const ed = await as(site.world.ed)
    const editing = fieldsOf(await ed.get('/desk'), '/sign-out')['form_token'] ?? ''
    assert.ok(!wordsOf(await ed.get(`${room.original}/segments/${room.segments[1]}`)).includes('Machine translation'))
    assert.equal((await ed.postRaw(`${room.original}/segments/${room.segments[1]}/suggestions`, { form_token: editing })).status, 409)
    assert.equal(service.asked.length, 0)
  })

  it('costs what the page of the site’s state tells, which tells nothing of the service', async () => {
    const page = await (await as(site.world.admin)).get('/desk/status')
    assert.match(wordsOf(page), /Machine translation Set up; characters used this month: [\d,]+ of 500,000\./)
    assert.ok(![KEY, service.url, 'small-model', 'openai'].some((secret) => page.html.includes(secret)))
  })
})

describe('a site without a machine', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const { as, newRoom } = translatorOn(() => site)

  it('says nothing of machines, and answers no question for one', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const page = await browser.get(`${room.page}/segments/${room.segments[1]}`)
    assert.ok(!/machine/i.test(wordsOf(page)))
    const asked = await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(page, '/drafts'), do: `suggest:${room.segments[1]}` })
    assert.equal(asked.status, 404)
    assert.match(wordsOf(await (await as(site.world.admin)).get('/desk/status')), /Machine translation Not set up\./)
  })
})
