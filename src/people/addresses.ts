import { ROUTES } from './route-table.ts'

const PAGES = patternsOf('GET /desk')
const FORMS = patternsOf('POST /desk')
const SOME_ORIGIN = 'http://site.invalid'

/** The desk's page at this address or, for one that only takes forms, the nearest above it. */
export function nearestPage(address: string): string {
  const url = URL.parse(address, SOME_ORIGIN)
  const path = url?.pathname ?? ''
  if (isPage(path)) return path + (url?.search ?? '')
  const above = path.split('/').map((_, i, parts) => parts.slice(0, parts.length - i).join('/'))
  return above.find(isPage) ?? '/desk'
}

/** Does a form of the desk go to this path? */
export function takesForms(path: string): boolean {
  return FORMS.some((pattern) => pattern.test(path))
}

/** Is there something to see at this path of the desk? */
export function isPage(path: string): boolean {
  return PAGES.some((pattern) => pattern.test(path))
}

function patternsOf(start: string): RegExp[] {
  const routes = Object.keys(ROUTES).filter((route) => route.startsWith(start)).map((route) => route.split(' ')[1] ?? '')
  return routes.map((path) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`))
}
