import type { Weight } from '../web/shedding.ts'
import type { Route } from './route-table.ts'

/** What each route asks of the site: under overload the heavy is refused first, what people write last (web/shedding.ts). */
export const WEIGHTS = {
  'GET /sign-in': 'entrance',
  'POST /sign-in': 'entrance',
  'POST /sign-out': 'save',
  'GET /setup': 'entrance',
  'POST /setup': 'entrance',
  'GET /invitations/:token': 'entrance',
  'POST /invitations/:token': 'entrance',
  'GET /reset': 'entrance',
  'POST /reset': 'entrance',
  'GET /reset/:token': 'entrance',
  'POST /reset/:token': 'entrance',
  'POST /language': 'entrance',
  'POST /csp-report': 'list',

  'GET /desk': 'work',
  'GET /desk/account': 'work',
  'POST /desk/account': 'save',
  'POST /desk/account/sessions': 'save',
  'GET /desk/articles': 'list',
  'GET /desk/images/:hash': 'work',
  'GET /desk/articles/new': 'work',
  'POST /desk/articles/preview': 'heavy',
  'POST /desk/articles': 'heavy',
  'GET /desk/articles/trash': 'list',
  'GET /desk/articles/:article': 'work',
  'GET /desk/articles/:article/history': 'heavy',
  'GET /desk/articles/:article/details': 'work',
  'POST /desk/articles/:article/details': 'save',
  'GET /desk/articles/:article/archive': 'work',
  'POST /desk/articles/:article/archive': 'save',
  'GET /desk/articles/:article/trash': 'work',
  'POST /desk/articles/:article/trash': 'save',
  'POST /desk/articles/:article/restore': 'save',
  'GET /desk/articles/:article/source': 'work',
  'POST /desk/articles/:article/source': 'save',
  'GET /desk/articles/:article/source/plan': 'heavy',
  'POST /desk/articles/:article/source/plan': 'save',
  'GET /desk/articles/:article/languages/:language': 'work',
  'POST /desk/articles/:article/languages/:language/drafts': 'save',
  'POST /desk/articles/:article/languages/:language/segments/:segment/draft': 'save',
  'POST /desk/articles/:article/languages/:language/submissions': 'save',
  'GET /desk/articles/:article/languages/:language/segments/:segment': 'work',
  'POST /desk/articles/:article/languages/:language/segments/:segment/restorations': 'save',
  'GET /desk/articles/:article/languages/:language/preview': 'heavy',
  'GET /desk/articles/:article/languages/:language/editions': 'heavy',
  'POST /desk/articles/:article/languages/:language/editions': 'save',
  'POST /desk/articles/:article/languages/:language/withdrawals': 'save',
  'POST /desk/articles/:article/languages/:language/editions/:number/restorations': 'save',
  'GET /desk/articles/:article/languages/:language/editions/:number': 'heavy',
  'POST /desk/schedules/:schedule/cancellations': 'save',
  'POST /desk/schedules/:schedule/times': 'save',
  'GET /desk/reviews': 'list',
  'GET /desk/reviews/decided': 'list',
  'GET /desk/submissions/:submission': 'heavy',
  'GET /desk/submissions/:submission/source-change': 'heavy',
  'POST /desk/submissions/:submission/source-change': 'save',
  'POST /desk/submissions/:submission/withdrawals': 'save',
  'POST /desk/submissions/:submission/reviews': 'save',
  'POST /desk/submissions/:submission/drafts': 'save',
  'GET /desk/submissions/:submission/rest': 'work',
  'POST /desk/submissions/:submission/rest': 'save',
  'GET /desk/submissions/:submission/return': 'work',
  'POST /desk/submissions/:submission/return': 'save',
  'POST /desk/proposals/:proposal/confirmations': 'save',
  'GET /desk/edits': 'heavy',
  'POST /desk/edits/undo': 'save',
  'GET /desk/authors': 'list',
  'GET /desk/authors/:author': 'work',
  'POST /desk/authors/:author': 'save',
  'GET /desk/authors/:author/merge': 'work',
  'POST /desk/authors/:author/merges': 'save',
  'GET /desk/topics': 'list',
  'POST /desk/topics': 'save',
  'GET /desk/topics/:topic': 'work',
  'POST /desk/topics/:topic': 'save',
  'GET /desk/topics/:topic/merge': 'work',
  'POST /desk/topics/:topic/merges': 'save',
  'POST /desk/topics/:topic/deletions': 'save',
  'GET /desk/people': 'work',
  'POST /desk/people': 'save',
  'POST /desk/people/:person/rights': 'save',
  'POST /desk/people/:person/invitations': 'save',
  'POST /desk/people/:person/access': 'save',
  'POST /desk/people/:person/revocations': 'save',
  'POST /desk/people/:person/sign-outs': 'save',
  'GET /desk/settings': 'work',
  'POST /desk/settings': 'save',
  'GET /desk/ledger': 'heavy',
  'GET /desk/status': 'heavy',
  'GET /desk/help': 'work',
  'GET /desk/help/:topic': 'work',

  'GET /': 'reading',
  'GET /a/:article': 'reading',
  'GET /images/:hash': 'free',
  'GET /images/:hash/:width': 'free',
  'GET /:language': 'reading',
  'GET /:language/articles': 'list',
  'GET /:language/articles/:slug': 'reading',
  'GET /:language/articles/:slug/differences': 'reading',
  'GET /:language/articles/:slug/editions': 'reading',
  'GET /:language/articles/:slug/editions/:number': 'reading',
  'GET /:language/about': 'reading',
  'GET /healthz': 'free',
  'GET /readyz': 'free',
  'GET /metrics': 'free',
  'GET /robots.txt': 'free',
} as const satisfies Readonly<Record<Route, Weight>>

/** The weights of the routes of a method and a number of parts of their paths, fixed words before whatever stands in their place. */
const BY_LENGTH = Map.groupBy(
  Object.entries<Weight>(WEIGHTS).map(([route, weight]) => {
    const [method = '', path = ''] = route.split(' ')
    return { key: `${method} ${partsOf(path)}`, order: path.replaceAll(':', '\uffff'), pattern: patternOf(path), weight }
  }).sort((a, b) => (a.order < b.order ? -1 : 1)),
  ({ key }) => key,
)

/** What a request asks of the site; an address that nothing answers asks for a page that says so. */
export function weigh(method: string, path: string): Weight {
  const whole = path.length > 1 ? path.replace(/\/$/, '') : path
  const routes = BY_LENGTH.get(`${method === 'HEAD' ? 'GET' : method} ${partsOf(whole)}`) ?? []
  return routes.find(({ pattern }) => pattern.test(whole))?.weight ?? 'reading'
}

function partsOf(path: string): number {
  return path.split('/').length
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
}
