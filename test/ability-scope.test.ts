import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { publishEdition } from '../src/editions/actions.ts'
import type { Actor } from '../src/people/model.ts'
import { actionsIn, fieldsIn } from './forms.ts'
import { ask, newRoles, ROLES, type Role } from './roles.ts'
import { startTestSite, type TestSite } from './site.ts'
import { newArticle, reviewAll, submit, translateAll, type Desk } from './world.ts'

let site: TestSite
let people: Map<Role, Actor>
const WHOLE = { missing: 0, behind: 0 }
before(async () => {
  site = await startTestSite()
  people = await newRoles(site)
})
after(() => site.close())

describe('an act on Ukrainian texts, with a form that would do', () => {
  type Fields = readonly (readonly [name: string, value: string])[]

  /** The form as it stands before somebody who may; sent by everybody who may not, then by them. */
  async function onlyFor(allowed: Actor, page: string, action: string | RegExp, fill: (fields: Fields) => Fields,
    others: readonly Role[] = ROLES.filter((role) => people.get(role) !== allowed)): Promise<void> {
    const html = await (await ask(site, allowed, 'GET', page)).text()
    const path = actionsIn(html).find((one) => typeof action === 'string' ? one === action : action.test(one))
    assert.ok(path, `${page} has no form for ${String(action)}:\n${html}`)
    const fields = fill(fieldsIn(html, path))
    const refused = await Promise.all(others.map(async (role) => [role, (await ask(site, people.get(role), 'POST', path, fields)).status]))
    assert.deepEqual(refused, others.map((role) => [role, role === 'nobody' ? 401 : 403]))
    assert.equal((await ask(site, allowed, 'POST', path, fields)).status, 303)
  }
  const withField = (name: string, value: string) => (fields: Fields): Fields => [...fields.filter(([one]) => one !== name), [name, value]]

  async function newDesk(translated = true): Promise<Desk & { segments: string[], room: string }> {
    const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
    const desk = { article, source: 'en', language: 'uk', segments, room: `/desk/articles/${article}/languages/uk` }
    if (translated) await translateAll(site.world, desk, ['Тихий міст', 'Дощило.'])
    return desk
  }
  const publish = ({ article }: Desk) => publishEdition(site.db, site.world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
  const person = (right: Role) => people.get(right) ?? assert.fail()

  it('saving a draft, then sending it', async () => {
    const { room, segments: [segment = ''] } = await newDesk(false)
    await onlyFor(person('translate:uk'), room, `${room}/drafts`, withField(`text:${segment}`, 'Тихий міст'))
    await onlyFor(person('translate:uk'), room, `${room}/drafts`, withField('do', `send:${segment}`))
  })

  it('bringing an older text back', async () => {
    const desk = await newDesk()
    const { room, segments: [, segment = ''] } = desk
    await submit(site.db, site.world.ada, desk, { [segment]: 'Лило.' })
    await reviewAll(site.db, site.world.rev, desk)
    await onlyFor(person('translate:uk'), `${room}/segments/${segment}`, `${room}/segments/${segment}/restorations`, (fields) => fields)
  })

  it('approving', async () => {
    const desk = await newDesk()
    const { submission } = await submit(site.db, site.world.ada, desk, { [desk.segments[1] ?? '']: 'Лило.' })
    await onlyFor(person('review:uk'), `/desk/submissions/${submission}`, `/desk/submissions/${submission}/reviews`, (fields) =>
      fields.map(([name, value]) => [name, name.startsWith('outcome:') ? 'approve' : value] as const))
  })

  it('approving the rest, and returning everything', async () => {
    const desk = await newDesk()
    const { submission } = await submit(site.db, site.world.ada, desk, { [desk.segments[1] ?? '']: 'Лило.' })
    const page = `/desk/submissions/${submission}`
    await onlyFor(person('review:uk'), `${page}/rest`, `${page}/rest`, (fields) => fields)
    const again = await submit(site.db, site.world.ada, desk, { [desk.segments[1] ?? '']: 'Мжичило.' })
    const whole = `/desk/submissions/${again.submission}/return`
    await onlyFor(person('review:uk'), whole, whole, (fields) =>
      fields.map(([name, value]) => [name, name.startsWith('reason') ? 'Ні.' : value] as const))
  })

  it('confirming a reviewer’s edit, as the translator whose text it was', async () => {
    const desk = await newDesk()
    const { submission } = await submit(site.db, site.world.ada, desk, { [desk.segments[1] ?? '']: 'Лило.' })
    await reviewAll(site.db, site.world.rev, desk, () => ({ outcome: 'edit', text: 'Мжичило.' }))
    const mayNot = ROLES.filter((role) => role !== 'review:uk')
    await onlyFor(site.world.ada, `/desk/submissions/${submission}`, /^\/desk\/proposals\/\w+\/confirmations$/, (fields) => fields, mayNot)
  })

  it('changing what is known of an article beside its text', async () => {
    const { article } = await newArticle(site.world, 'uk', ['Тихий міст', 'Дощило.'])
    const page = `/desk/articles/${article}/details`
    await onlyFor(person('publish:uk'), page, page, (fields) => [...fields, ['genre', 'essay']])
  })

  for (const place of ['archive', 'trash']) {
    it(`putting an article into the ${place}, and bringing it back`, async () => {
      const { article } = await newArticle(site.world, 'uk', ['Тихий міст', 'Дощило.'])
      const page = `/desk/articles/${article}/${place}`
      await onlyFor(person('publish:uk'), page, page, withField('reason', 'A check'))
      await onlyFor(person('publish:uk'), `/desk/articles/${article}/details`, `/desk/articles/${article}/restore`, (fields) => fields)
    })
  }

  it('publishing', async () => {
    const { room } = await newDesk()
    await onlyFor(person('publish:uk'), `${room}/editions`, `${room}/editions`, (fields) => fields)
  })

  it('withdrawing', async () => {
    const desk = await newDesk()
    await publish(desk)
    await onlyFor(person('publish:uk'), `${desk.room}/editions`, `${desk.room}/withdrawals`, withField('reason', 'A check'))
  })

  it('bringing an edition back', async () => {
    const desk = await newDesk()
    await publish(desk)
    await submit(site.db, site.world.ada, desk, { [desk.segments[1] ?? '']: 'Лило.' })
    await reviewAll(site.db, site.world.rev, desk)
    await publish(desk)
    await onlyFor(person('publish:uk'), `${desk.room}/editions`, `${desk.room}/editions/1/restorations`, withField('reason', 'A check'))
  })

  it('publishing original and translation together, now or later, and calling that plan off: only with the right in both', async () => {
    const desk = await newDesk()
    await publishEdition(site.db, site.world.ed, { article: desk.article, language: 'en', accepted: WHOLE })
    const [, segment = ''] = desk.segments
    await submit(site.db, site.world.ed, { ...desk, language: 'en' }, { [segment]: 'It poured.' })
    await reviewAll(site.db, site.world.rev, { ...desk, language: 'en' })
    await submit(site.db, site.world.ada, desk, { [segment]: 'Лило.' })
    await reviewAll(site.db, site.world.rev, desk)
    const page = `${desk.room}/editions`
    const both = withField('together', 'on')(fieldsIn(await (await ask(site, site.world.ed, 'GET', page)).text(), page))
    assert.ok(both.some(([name, value]) => name === 'original_shown' && value !== ''))
    const published = async () => site.db.selectFrom('edition').select('number').where('article_id', '=', desk.article).execute()
    const before = await published()
    const later = [...both.filter(([name]) => !['when', 'date', 'time'].includes(name)), ['when', 'later'], ['date', `${new Date().getFullYear() + 1}-12-14`], ['time', '09:00']] as const
    for (const role of ['publish:uk', 'publish:en'] as const) {
      for (const fields of [both, later]) assert.equal((await ask(site, person(role), 'POST', page, fields)).status, 403, role)
    }
    assert.deepEqual([await published(), await site.db.selectFrom('schedule').select('id').execute()], [before, []])
    assert.equal((await ask(site, site.world.ed, 'POST', page, later)).status, 303)
    const { id, due_at: shown } = await site.db.selectFrom('schedule').select(['id', 'due_at']).executeTakeFirstOrThrow()
    for (const role of ['publish:uk', 'publish:en'] as const) {
      for (const language of ['uk', 'en']) {
        assert.equal((await ask(site, person(role), 'POST', `/desk/schedules/${id}/cancellations`, [['language', language]])).status, 403)
        const another = [['language', language], ['shown', shown], ['date', '2030-01-01'], ['time', '09:00']] as const
        assert.equal((await ask(site, person(role), 'POST', `/desk/schedules/${id}/times`, another)).status, 403)
      }
    }
    assert.equal((await ask(site, site.world.ed, 'POST', `/desk/schedules/${id}/cancellations`, [['language', 'uk']])).status, 303)
  })

  it('taking a submission back: only for whoever sent it, whatever else they may do', async () => {
    const desk = await newDesk()
    const { submission } = await submit(site.db, site.world.ada, desk, { [desk.segments[1] ?? '']: 'Лило.' })
    await onlyFor(site.world.ada, `/desk/submissions/${submission}`, `/desk/submissions/${submission}/withdrawals`, (fields) => fields)
    const sent = (await submit(site.db, site.world.ada, desk, { [desk.segments[1] ?? '']: 'Лило зранку.' })).submission
    for (const role of ['translate:uk', 'review:uk', 'publish:uk', 'administrator'] as const) {
      const acts = [[['do', `recall:${sent}`]], [['do', `withdraw:${desk.segments[1]}`]]] as const
      for (const fields of acts) {
        const { status } = await ask(site, person(role), 'POST', `${desk.room}/drafts`, fields)
        assert.equal(status, 403, `${role} ${fields[0].join()}`)
      }
    }
  })

  it('what a reviewer keeps for later: theirs alone, to read, to change and to forget', async () => {
    const desk = await newDesk()
    const { submission } = await submit(site.db, site.world.ada, desk, { [desk.segments[1] ?? '']: 'Лило.' })
    const page = `/desk/submissions/${submission}`
    const html = await (await ask(site, site.world.sam, 'GET', page)).text()
    const kept = fieldsIn(html, `${page}/reviews`).map(([name, value]): [string, string] => [name, name.startsWith('reason:') ? 'Between us.' : value])
    assert.equal((await ask(site, site.world.sam, 'POST', `${page}/drafts`, kept)).status, 303)
    const proposal = kept.find(([name]) => name.startsWith('shown:'))?.[0].split(':')[1] ?? ''
    for (const role of ROLES) {
      assert.doesNotMatch(await (await ask(site, people.get(role), 'GET', page)).text(), /Between us/, role)
      await ask(site, people.get(role), 'POST', `${page}/drafts`, [['forget', proposal]])
    }
    assert.match(await (await ask(site, site.world.sam, 'GET', page)).text(), /Between us/)
  })
})
