import type { Resources } from '../i18n/resources.ts'

export interface MenuItem {
  href: string
  key: keyof Resources['layout']['desk']
  current: boolean
}

/** A submission is opened from the queue: its room belongs there, and what was marked in submissions. */
const QUEUE = /^\/desk\/(?:reviews|submissions|quality)(?:\/|$)/
/** Topics, authors and undone texts belong to the articles. */
const ARTICLES = /^\/desk\/(?:articles|topics|authors|edits)(?:\/|$)/
const EVERYONE = [
  ['/desk', 'work'], ['/desk/articles', 'articles'], ['/desk/reviews', 'reviews'], ['/desk/glossary', 'glossary'], ['/desk/memory', 'memory'],
] as const
const CORRECTIONS = [['/desk/corrections', 'corrections']] as const
const LEDGER = [['/desk/ledger', 'ledger']] as const
const ADMINISTRATORS = [['/desk/people', 'people'], ['/desk/settings', 'settings']] as const

/** Which page of help is about a room; elsewhere help asks who reads it. */
const HELP: readonly [RegExp, string][] = [
  [/^\/desk\/(?:reviews|submissions|quality)(?:\/|$)/, 'reviewer'],
  [/^\/desk\/(?:people|settings|status|ledger)(?:\/|$)/, 'administrator'],
  [/\/languages\/[^/]+(?:\/segments\/[^/]+)?(?:\/(?:same|copies|replacements))?$/, 'translator'],
  [/^\/desk\/articles\/(?:new|preview|trash)$|\/(?:details|archive|trash|preview|editions|source)(?:\/|$)|^\/desk\/(?:topics|authors|schedules|edits|corrections)(?:\/|$)/, 'editor'],
]

/** The desk's menu for one person, the section they are in marked. `path` may carry a query. */
export function deskMenu(path: string, administrator: boolean, readsLedger = administrator, corrections = false): MenuItem[] {
  const [here = ''] = path.split('?')
  const items = [...EVERYONE, ...(corrections ? CORRECTIONS : []), ...(readsLedger ? LEDGER : []), ...(administrator ? ADMINISTRATORS : [])]
  const menu: MenuItem[] = items.map(([href, key]) => ({ href, key, current: isIn(here, href) }))
  return [...menu, { href: helpFor(here), key: 'help', current: isIn(here, '/desk/help') }]
}

function helpFor(here: string): string {
  const topic = HELP.find(([room]) => room.test(here))?.[1]
  return topic ? `/desk/help/${topic}` : '/desk/help'
}

function isIn(here: string, href: string): boolean {
  if (href === '/desk/glossary' && here === '/desk/words') return true
  if (href === '/desk/reviews') return QUEUE.test(here)
  if (href === '/desk/articles') return ARTICLES.test(here)
  if (href === '/desk/settings' && here === '/desk/status') return true
  return here === href || (href !== '/desk' && here.startsWith(`${href}/`))
}
