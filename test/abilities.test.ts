import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Router } from 'express'
import { ROUTES, type Route } from '../src/people/route-table.ts'
import type { Actor } from '../src/people/model.ts'
import { requestOf, makePlaces, type Places } from './places.ts'
import { ask, newRoles, RIGHTS, ROLES, type Role } from './roles.ts'
import { startTestSite, type TestSite } from './site.ts'

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
const CORRECTING: Expected = { may: ['translate:uk', 'review:uk', 'publish:uk'], mayAsk: ['translate:en', 'review:en', 'publish:en'] }
const CORRECTING_SOMEWHERE: Expected = { may: RIGHTS.filter((right) => right !== 'administrator') }
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
  'GET /desk/articles/:article/history': MEMBERS,
  'GET /desk/articles/:article/details': MEMBERS,
  'POST /desk/articles/:article/details': PUBLISHING_ORIGINAL,
  'GET /desk/articles/:article/archive': PUBLISHING_ORIGINAL,
  'POST /desk/articles/:article/archive': PUBLISHING_ORIGINAL,
  'GET /desk/articles/:article/trash': PUBLISHING_ORIGINAL,
  'POST /desk/articles/:article/trash': PUBLISHING_ORIGINAL,
  'POST /desk/articles/:article/restore': PUBLISHING_ORIGINAL,
  'GET /desk/articles/:article/source': PUBLISHING_ORIGINAL,
  'POST /desk/articles/:article/source': PUBLISHING_ORIGINAL,
  'GET /desk/articles/:article/source/plan': PUBLISHING_ORIGINAL,
  'POST /desk/articles/:article/source/plan': PUBLISHING_ORIGINAL,
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
  'GET /desk/submissions/:submission/source-change': MEMBERS,
  // Its acts ask for the right to review, or for whoever sent it.
  'POST /desk/submissions/:submission/source-change': MEMBERS,
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
  'GET /desk/edits': IMPORTERS,
  'POST /desk/edits/undo': IMPORTERS,
  'GET /desk/corrections': CORRECTING_SOMEWHERE,
  'GET /desk/corrections/:correction': CORRECTING,
  // Into one's own draft: only whoever may write in the language.
  'POST /desk/corrections/:correction/drafts': { may: ['translate:uk'], mayAsk: RIGHTS.filter((right) => !['translate:uk', 'administrator'].includes(right)) },
  'POST /desk/corrections/:correction/declines': CORRECTING,
  'POST /desk/corrections/:correction/reopenings': CORRECTING,
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
  'GET /desk/settings/weather': ADMINISTRATOR,
  'POST /desk/settings/weather': ADMINISTRATOR,
  'POST /desk/settings/weather/deletions': ADMINISTRATOR,
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
  'GET /:language/articles/:slug/differences': ANYONE,
  'GET /:language/articles/:slug/editions': ANYONE,
  'GET /:language/articles/:slug/editions/differences': ANYONE,
  'GET /:language/articles/:slug/editions/:number': ANYONE,
  'GET /:language/articles/:slug/parallel/:other': ANYONE,
  'GET /:language/articles/:slug/paragraphs/:segment/correction': ANYONE,
  'POST /:language/articles/:slug/paragraphs/:segment/correction': ANYONE,
  'GET /:language/topics': ANYONE,
  'GET /:language/topics/:topic': ANYONE,
  'GET /:language/authors': ANYONE,
  'GET /:language/authors/:author': ANYONE,
  'GET /:language/card.png': ANYONE,
  'GET /:language/articles/:slug/card.png': ANYONE,
  'GET /:language/articles/:slug/cite': ANYONE,
  'GET /:language/articles/:slug/cite.bib': ANYONE,
  'GET /:language/articles/:slug/cite.ris': ANYONE,
  'GET /:language/articles/:slug/cite.json': ANYONE,
  'GET /:language/search': ANYONE,
  'GET /:language/about': ANYONE,
  'GET /healthz': ANYONE,
  'GET /readyz': ANYONE,
  'GET /metrics': ANYONE,
  'GET /feed.xml': ANYONE,
  'GET /feed.json': ANYONE,
  'GET /:language/feed.xml': ANYONE,
  'GET /:language/feed.json': ANYONE,
  'GET /:language/editions.xml': ANYONE,
  'GET /:language/topics/:topic/feed.xml': ANYONE,
  'GET /:language/authors/:author/feed.xml': ANYONE,
  'GET /:language/opensearch.xml': ANYONE,
  'GET /:language/site.webmanifest': ANYONE,
  'GET /sitemap.xml': ANYONE,
  'GET /sitemaps/:part.xml': ANYONE,
  'GET /.well-known/security.txt': ANYONE,
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
  let places: Places
  before(async () => {
    places = await makePlaces(site)
  })

  for (const [name, { may, mayAsk = [] }] of Object.entries(EXPECTED)) {
    it(name, async () => {
      const { method, path } = requestOf(name, places)
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
