import type { Route } from '../src/people/route-table.ts'

/** Every answer has each of these, whatever was asked and by whom. */
const ALWAYS: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'origin-agent-cluster': /^\?1$/,
  'permissions-policy': /^camera=\(\), geolocation=\(\), microphone=\(\), payment=\(\), usb=\(\)$/,
  'x-dns-prefetch-control': /^off$/,
  'referrer-policy': /^(same-origin|strict-origin-when-cross-origin)$/,
}
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
  "object-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
]
const NEVER = ['x-powered-by', 'server', 'access-control-allow-origin', 'x-aspnet-version', 'via']

const SHARED = 'public, max-age=0, s-maxage=60, must-revalidate'
const PICTURE = 'public, max-age=31536000, s-maxage=3600, immutable'

/**
 * Written by hand: what caches may do with a good answer to a public route. A route that is not here is the desk's, which nobody keeps.
 */
export const KEPT: Partial<Record<Route, string>> = {
  'GET /:language': SHARED,
  'GET /:language/articles': SHARED,
  'GET /:language/articles/:slug': SHARED,
  'GET /:language/articles/:slug/differences': SHARED,
  'GET /:language/articles/:slug/editions': SHARED,
  'GET /:language/articles/:slug/editions/differences': SHARED,
  'GET /:language/articles/:slug/editions/:number': SHARED,
  'GET /:language/articles/:slug/parallel/:other': SHARED,
  'GET /:language/topics': SHARED,
  'GET /:language/topics/:topic': SHARED,
  'GET /:language/authors': SHARED,
  'GET /:language/authors/:author': SHARED,
  'GET /:language/card.png': SHARED,
  'GET /:language/articles/:slug/card.png': SHARED,
  'GET /:language/articles/:slug/cite': SHARED,
  'GET /:language/articles/:slug/cite.bib': SHARED,
  'GET /:language/articles/:slug/cite.ris': SHARED,
  'GET /:language/articles/:slug/cite.json': SHARED,
  'GET /:language/search': SHARED,
  'GET /:language/about': SHARED,
  'GET /images/:hash': PICTURE,
  'GET /images/:hash/:width': PICTURE,
  'GET /feed.xml': SHARED,
  'GET /feed.json': SHARED,
  'GET /:language/feed.xml': SHARED,
  'GET /:language/feed.json': SHARED,
  'GET /:language/editions.xml': SHARED,
  'GET /:language/topics/:topic/feed.xml': SHARED,
  'GET /:language/authors/:author/feed.xml': SHARED,
  'GET /:language/opensearch.xml': SHARED,
  'GET /:language/site.webmanifest': SHARED,
  'GET /sitemap.xml': SHARED,
  'GET /sitemaps/:part.xml': SHARED,
  'GET /.well-known/security.txt': SHARED,
  'GET /robots.txt': 'public, max-age=86400',
}
/** Public, kept by nobody: each answer is for whoever asks, now. */
const FLEETING: readonly string[] = ['GET /', 'GET /a/:article', 'GET /healthz', 'GET /readyz', 'GET /metrics', 'POST /csp-report']

const COOKIE = /^__Host-\w+=[^;]*; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/

/** What is wrong with the headers of an answer to this route; empty when nothing is. */
export function findHeaderFaults(route: string, { status, headers }: Pick<Response, 'status' | 'headers'>): string[] {
  const csp = headers.get('content-security-policy') ?? ''
  return [
    ...Object.entries(ALWAYS).filter(([name, value]) => !value.test(headers.get(name) ?? '')).map(([name]) => `${name}: ${headers.get(name)}`),
    ...POLICY.filter((part) => !csp.split('; ').includes(part)).map((part) => `no ${part}`),
    ...(/unsafe|\*|data:|blob:|https?:/.test(csp) ? [`too open: ${csp}`] : []),
    ...NEVER.filter((name) => headers.has(name)).map((name) => `${name} is there`),
    ...(headers.has('strict-transport-security') ? ['strict-transport-security without https'] : []),
    ...findCacheFaults(route, status, headers),
  ]
}

function findCacheFaults(route: string, status: number, headers: Headers): string[] {
  const kept = (KEPT as Record<string, string | undefined>)[route]
  const isPublic = kept !== undefined || FLEETING.includes(route)
  const cache = headers.get('cache-control')
  const good = status < 400 && kept !== undefined
  const cookies = headers.getSetCookie()
  const wrongCookies = isPublic && !route.startsWith('POST') ? cookies : cookies.filter((line) => !COOKIE.test(line))
  return [
    ...(cache === (good ? kept : 'no-store') ? [] : [`cache-control: ${cache}`]),
    ...(good && status === 200 && !route.endsWith('robots.txt') && !/^"[^"]+"$/.test(headers.get('etag') ?? '') ? ['no etag'] : []),
    ...(!good && (headers.has('etag') || headers.has('last-modified')) ? ['a validator on what nobody keeps'] : []),
    ...(!isPublic && headers.get('x-robots-tag') !== 'noindex' ? ['may be indexed'] : []),
    ...wrongCookies.map((line) => `cookie ${line}`),
  ]
}
