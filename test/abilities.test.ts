import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Router } from 'express'
import { ROUTES, type Route } from '../src/people/route-table.ts'
import type { Actor } from '../src/people/model.ts'
import { requestOf, makePlaces, type Places } from './places.ts'
import { ask, newRoles, RIGHTS, ROLES, type Role } from './roles.ts'
import { startTestSite, type TestSite } from './site.ts'
import {
  ADMINISTRATOR, ANYONE, CHANGING_MEMORY, CHANGING_SOME_WORDS, CHANGING_TERMS, CHANGING_WORDS, CORRECTING, CORRECTING_SOMEWHERE, IMPORTERS,
  MEMBERS, PUBLISHING, PUBLISHING_ORIGINAL, SIGNED_IN, TRANSLATING, type Expected,
} from './who-may.ts'
import { READING } from './who-may-read.ts'

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
  'POST /desk/articles/:article/languages/:language/segments/:segment/suggestions': TRANSLATING,
  'GET /desk/checks.js': SIGNED_IN,
  'GET /desk/articles/:article/languages/:language/segments/:segment/same': TRANSLATING,
  'POST /desk/articles/:article/languages/:language/segments/:segment/copies': TRANSLATING,
  'POST /desk/articles/:article/languages/:language/segments/:segment/copies/withdrawals': TRANSLATING,
  'GET /desk/articles/:article/languages/:language/replacements': TRANSLATING,
  'POST /desk/articles/:article/languages/:language/replacements': TRANSLATING,
  'POST /desk/articles/:article/languages/:language/replacements/withdrawals': TRANSLATING,
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
  'GET /desk/quality': MEMBERS, 'GET /desk/quality/file': MEMBERS,
  'POST /desk/marks/:mark/withdrawals': { may: ['review:uk', 'review:en'] },
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
  'GET /desk/words': MEMBERS,
  'POST /desk/words': CHANGING_SOME_WORDS,
  'POST /desk/words/:word/removals': CHANGING_WORDS,
  'POST /desk/words/:word/restorations': CHANGING_WORDS,
  'GET /desk/memory': MEMBERS,
  'GET /desk/memory/imports': MEMBERS,
  'POST /desk/memory/imports': CHANGING_MEMORY,
  'GET /desk/memory/imports/:import': CHANGING_MEMORY,
  'POST /desk/memory/imports/:import/additions': CHANGING_MEMORY,
  'POST /desk/memory/imports/:import/discards': CHANGING_MEMORY,
  'GET /desk/memory/imports/:import/removal': CHANGING_MEMORY,
  'POST /desk/memory/imports/:import/removals': CHANGING_MEMORY,
  'GET /desk/glossary': MEMBERS,
  'POST /desk/glossary': CORRECTING_SOMEWHERE,
  'GET /desk/glossary/new': CORRECTING_SOMEWHERE,
  'GET /desk/glossary/file': MEMBERS,
  'GET /desk/glossary/import': CHANGING_TERMS,
  'POST /desk/glossary/preview': CHANGING_TERMS,
  'POST /desk/glossary/imports': CHANGING_TERMS,
  'GET /desk/glossary/:term': MEMBERS,
  'POST /desk/glossary/:term': CHANGING_TERMS,
  'POST /desk/glossary/:term/approvals': CHANGING_TERMS,
  'POST /desk/glossary/:term/removals': CHANGING_TERMS,
  'POST /desk/glossary/:term/restorations': CHANGING_TERMS,
  'GET /desk/glossary/:term/uses': MEMBERS,
  'GET /desk/articles/:article/terms': MEMBERS,
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
  ...READING,
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
