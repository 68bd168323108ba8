import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Router } from 'express'
import { insertAuthor } from '../src/articles/authors.ts'
import { addTopic } from '../src/articles/topic-actions.ts'
import { transact } from '../src/db/transact.ts'
import { ROUTES, type Route } from '../src/people/route-table.ts'
import type { Actor } from '../src/people/model.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { scheduleEditions } from '../src/editions/schedule-actions.ts'
import { ask, newRoles, RIGHTS, ROLES, type Role } from './roles.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'
import { factsIn, newArticle, reviewAll, submit, translateAll } from './world.ts'

/**
 * Who may: the answer is neither 401 nor 403. Who may ask: past the gate, but the act itself refuses, since it is about Ukrainian
 * texts here. Everybody else: 403, nobody 401. Written by hand: what is expected must not come from the table under test.
 */
interface Expected {
  may: readonly Role[]
  mayAsk?: readonly Role[]
}

const ANYONE: Expected = { may: ROLES }
const SIGNED_IN: Expected = { may: ['no rights', ...RIGHTS] }
const MEMBERS: Expected = { may: RIGHTS }
const IMPORTERS: Expected = { may: ['publish:uk', 'publish:en'] }
const TRANSLATING: Expected = { may: ['translate:uk'], mayAsk: RIGHTS.filter((right) => right !== 'translate:uk') }
const PUBLISHING: Expected = { may: ['publish:uk'], mayAsk: ['publish:en'] }
/** The original is English. */
const PUBLISHING_ORIGINAL: Expected = { may: ['publish:en'], mayAsk: ['publish:uk'] }
const ADMINISTRATOR: Expected = { may: ['administrator'] }

const EXPECTED: Record<Route, Expected> = {
  'GET /sign-in': ANYONE,
  'POST /sign-in': ANYONE,
  'POST /sign-out': SIGNED_IN,
  'GET /setup': ANYONE,
  'POST /setup': ANYONE,
  'GET /invitations/:token': ANYONE,
  'POST /invitations/:token': ANYONE,
  'GET /reset': ANYONE,
  'POST /reset': ANYONE,
  'GET /reset/:token': ANYONE,
  'POST /reset/:token': ANYONE,
  'POST /language': ANYONE,
  'POST /csp-report': ANYONE,
  'GET /desk': SIGNED_IN,
  'GET /desk/account': SIGNED_IN,
  'POST /desk/account': SIGNED_IN,
  'POST /desk/account/sessions': SIGNED_IN,
  'GET /desk/articles': MEMBERS,
  'GET /desk/images/:hash': MEMBERS,
  'GET /desk/articles/new': IMPORTERS,
  'POST /desk/articles/preview': IMPORTERS,
  'POST /desk/articles': IMPORTERS,
  'GET /desk/articles/trash': MEMBERS,
  'GET /desk/articles/:article': MEMBERS,
  'GET /desk/articles/:article/details': MEMBERS,
  'POST /desk/articles/:article/details': PUBLISHING_ORIGINAL,
  'GET /desk/articles/:article/archive': PUBLISHING_ORIGINAL,
  'POST /desk/articles/:article/archive': PUBLISHING_ORIGINAL,
  'GET /desk/articles/:article/trash': PUBLISHING_ORIGINAL,
  'POST /desk/articles/:article/trash': PUBLISHING_ORIGINAL,
  'POST /desk/articles/:article/restore': PUBLISHING_ORIGINAL,
  'GET /desk/articles/:article/languages/:language': MEMBERS,
  'POST /desk/articles/:article/languages/:language/drafts': TRANSLATING,
  'POST /desk/articles/:article/languages/:language/segments/:segment/draft': TRANSLATING,
  'POST /desk/articles/:article/languages/:language/submissions': TRANSLATING,
  'GET /desk/articles/:article/languages/:language/segments/:segment': MEMBERS,
  'POST /desk/articles/:article/languages/:language/segments/:segment/restorations': TRANSLATING,
  'GET /desk/articles/:article/languages/:language/preview': MEMBERS,
  'GET /desk/articles/:article/languages/:language/editions': MEMBERS,
  'POST /desk/articles/:article/languages/:language/editions': PUBLISHING,
  'POST /desk/articles/:article/languages/:language/withdrawals': PUBLISHING,
  'POST /desk/articles/:article/languages/:language/editions/:number/restorations': PUBLISHING,
  'GET /desk/articles/:article/languages/:language/editions/:number': MEMBERS,
  'POST /desk/schedules/:schedule/cancellations': PUBLISHING,
  'POST /desk/schedules/:schedule/times': PUBLISHING,
  'GET /desk/reviews': MEMBERS,
  'GET /desk/reviews/decided': MEMBERS,
  'GET /desk/submissions/:submission': MEMBERS,
  // Only whoever sent it: Ada, who is none of these.
  'POST /desk/submissions/:submission/withdrawals': { may: [], mayAsk: RIGHTS },
  'POST /desk/submissions/:submission/reviews': { may: ['review:uk'], mayAsk: ['review:en'] },
  'POST /desk/submissions/:submission/drafts': { may: ['review:uk'], mayAsk: ['review:en'] },
  'GET /desk/submissions/:submission/rest': { may: ['review:uk'], mayAsk: ['review:en'] },
  'POST /desk/submissions/:submission/rest': { may: ['review:uk'], mayAsk: ['review:en'] },
  'GET /desk/submissions/:submission/return': { may: ['review:uk'], mayAsk: ['review:en'] },
  'POST /desk/submissions/:submission/return': { may: ['review:uk'], mayAsk: ['review:en'] },
  'POST /desk/proposals/:proposal/confirmations': {
    may: ['review:uk'], mayAsk: ['translate:uk', 'publish:uk', 'translate:en', 'review:en', 'publish:en'],
  },
  'GET /desk/authors': MEMBERS,
  'GET /desk/authors/:author': MEMBERS,
  'POST /desk/authors/:author': IMPORTERS,
  'GET /desk/authors/:author/merge': IMPORTERS,
  'POST /desk/authors/:author/merges': IMPORTERS,
  'GET /desk/topics': MEMBERS,
  'POST /desk/topics': IMPORTERS,
  'GET /desk/topics/:topic': MEMBERS,
  'POST /desk/topics/:topic': IMPORTERS,
  'GET /desk/topics/:topic/merge': IMPORTERS,
  'POST /desk/topics/:topic/merges': IMPORTERS,
  'POST /desk/topics/:topic/deletions': IMPORTERS,
  'GET /desk/people': ADMINISTRATOR,
  'POST /desk/people': ADMINISTRATOR,
  'POST /desk/people/:person/rights': ADMINISTRATOR,
  'POST /desk/people/:person/invitations': ADMINISTRATOR,
  'POST /desk/people/:person/access': ADMINISTRATOR,
  'POST /desk/people/:person/revocations': ADMINISTRATOR,
  'POST /desk/people/:person/sign-outs': ADMINISTRATOR,
  'GET /desk/settings': ADMINISTRATOR,
  'POST /desk/settings': ADMINISTRATOR,
  'GET /desk/status': ADMINISTRATOR,
  'GET /desk/help': SIGNED_IN,
  'GET /desk/help/:topic': SIGNED_IN,
  'GET /desk/ledger': { may: ['review:uk', 'publish:uk', 'review:en', 'publish:en', 'administrator'] },
  'GET /': ANYONE,
  'GET /a/:article': ANYONE,
  'GET /images/:hash': ANYONE,
  'GET /images/:hash/:width': ANYONE,
  'GET /:language': ANYONE,
  'GET /:language/articles': ANYONE,
  'GET /:language/articles/:slug': ANYONE,
  'GET /:language/articles/:slug/editions': ANYONE,
  'GET /:language/articles/:slug/editions/:number': ANYONE,
  'GET /:language/about': ANYONE,
  'GET /healthz': ANYONE,
  'GET /readyz': ANYONE,
  'GET /metrics': ANYONE,
  'GET /robots.txt': ANYONE,
}

/** Redirects to an address of the table, which decides. */
const ALIASES = new Set(['GET /^\\/ua(\\/|$)/'])

/** Every route that was made while the site started, wherever its router hangs. */
const registered: { paths: unknown[]; methods: Record<string, boolean> }[] = []
const { route } = Router.prototype
Router.prototype.route = function (path: unknown) {
  const made = route.call(this, path)
  registered.push({ paths: [path].flat(), methods: made.methods })
  return made
}

let site: TestSite
let people: Map<Role, Actor>
before(async () => {
  site = await startTestSite()
  people = await newRoles(site)
  // The first request that is not a reader's opens the rooms.
  await ask(site, undefined, 'GET', '/sign-in')
})
after(() => site.close())

describe('the table of routes', () => {
  const names = () => new Set(registered.flatMap(({ paths, methods }) =>
    paths.flatMap((path) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${String(path)}`))))

  it('has every route of the site', () => {
    assert.deepEqual([...names()].filter((name) => !(name in ROUTES) && !ALIASES.has(name)), [])
  })
  it('has no route that the site does not answer', () => {
    assert.deepEqual(Object.keys(ROUTES).filter((name) => !names().has(name)), [])
  })
})

describe('every route, asked by everybody with empty and forged fields', () => {
  let places: Record<string, string>
  before(async () => {
    const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
    const desk = { article, source: 'en', language: 'uk' }
    await translateAll(site.world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
    await publishEdition(site.db, site.world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
    const { submission } = await submit(site.db, site.world.ada, desk, { [segments[1] ?? '']: 'Лило.', [segments[2] ?? '']: 'Нікого.' })
    await reviewAll(site.db, site.world.rev, desk, ({ segment }) =>
      segment === segments[1] ? { outcome: 'edit', text: 'Мжичило.' } : { outcome: 'return', reason: 'Ще раз.' })
    const proposal = (await factsIn(site.db, article, 'en', 'uk')).find(({ segment }) => segment === segments[1])?.proposal?.id
    const { text: slug } = await site.db.selectFrom('slug').select('text').where('article_id', '=', article)
      .where('language', '=', 'uk').executeTakeFirstOrThrow()
    const spare = await newMember(site, 'Spare', [])
    const planned = await newArticle(site.world, 'uk', ['Міст', 'Дощило.'])
    const schedule = await scheduleEditions(site.db, site.world.ed, [{ article: planned.article, language: 'uk', accepted: { missing: 0, behind: 0 } }],
      new Date(Date.now() + 3_600_000).toISOString())
    places = {
      article, language: 'uk', segment: segments[1] ?? '', submission: submission ?? '', proposal: proposal ?? '', person: spare.id, slug,
      number: '1', token: 'forged', schedule, hash: 'forged', width: '800',
      topic: await addTopic(site.db, site.world.ed, { en: 'Bridges' }),
      author: await transact(site.db, (tx) => insertAuthor(tx, site.world.ed.id, { en: { name: 'Ada Hill', role: '' } })),
    }
  })

  for (const [name, { may, mayAsk = [] }] of Object.entries(EXPECTED)) {
    it(name, async () => {
      const [method = '', pattern = ''] = name.split(' ')
      const path = pattern.replace(/:(\w+)/g, (_, place: string) => places[place] ?? assert.fail(`nothing to put for ${place}`))
      for (const fields of method === 'GET' ? [[]] : [[], [['forged', 'x'], ['article', path]] as const]) {
        const statuses = await Promise.all(ROLES.map(async (role) => (await ask(site, people.get(role), method, path, fields)).status))
        const wrong = ROLES.map((role, i) => ({ role, status: statuses[i] ?? 0 })).filter(({ role, status }) => !fits(role, status))
        assert.deepEqual(wrong, [])
      }
    })

    const fits = (role: Role, status: number) => {
      if (may.includes(role)) return status !== 401 && status !== 403 && (status < 500 || name === 'GET /readyz')
      if (mayAsk.includes(role)) return status >= 400 && status < 500
      return status === (role === 'nobody' ? 401 : 403)
    }
  }
})
