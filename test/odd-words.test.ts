import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newPostgresDatabase } from './databases.ts'
import { ask } from './roles.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'
import { newArticle, reviewAll, submit } from './world.ts'

describe('words that PostgreSQL cannot store', () => {
  let site: TestSite
  before(async () => { site = await startTestSite({ DATABASE_URL: await newPostgresDatabase() }) })
  after(() => site.close())

  it('are refused as a mistake of the form and store nothing, wherever a reason or a message is written', async () => {
    const { db, world: { admin, ed, ada, rev } } = site
    const { article, segments: [, one = ''] } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
    const desk = { article, source: 'en', language: 'uk' }
    for (const text of ['Дощило.', 'Лило.']) {
      await submit(db, ada, desk, { [one]: text })
      await reviewAll(db, rev, desk)
    }
    const { id: revision } = await db.selectFrom('revision').select('id').where('text', '=', 'Дощило.').executeTakeFirstOrThrow()
    const { id } = await newMember(site, 'Spare', ['translate:uk'])
    const room = `/desk/articles/${article}`
    const forms = [
      [admin, `/desk/people/${id}/access`, [['access', 'closed'], ['reason', 'a\0b']], 422],
      [ed, `${room}/archive`, [['reason', 'a\0b']], 422],
      [ada, `${room}/languages/uk/segments/${one}/restorations`, [['revision', revision], ['message', 'a\0b']], 422],
    ] as const
    const { count } = await db.selectFrom('ledger').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    for (const [person, path, fields, status] of forms) assert.equal((await ask(site, person, 'POST', path, fields)).status, status, path)
    const after = await db.selectFrom('ledger').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    assert.equal(after.count, count)
  })
})
