import type { Resources } from '../i18n/resources.ts'

export interface MenuItem {
  href: string
  key: keyof Resources['layout']['desk']
  current: boolean
}

/** A submission is opened from the queue: its room belongs there. */
const QUEUE = /^\/desk\/(?:reviews|submissions)(?:\/|$)/
const EVERYONE = [['/desk', 'work'], ['/desk/articles', 'articles'], ['/desk/reviews', 'reviews']] as const
const LEDGER = [['/desk/ledger', 'ledger']] as const
const ADMINISTRATORS = [['/desk/people', 'people'], ['/desk/settings', 'settings']] as const

/** The desk's menu for one person, the section they are in marked. `path` may carry a query. */
export function deskMenu(path: string, administrator: boolean, readsLedger = administrator): MenuItem[] {
  const [here = ''] = path.split('?')
  const items = [...EVERYONE, ...(readsLedger ? LEDGER : []), ...(administrator ? ADMINISTRATORS : [])]
  return items.map(([href, key]) => ({ href, key, current: isIn(here, href) }))
}

function isIn(here: string, href: string): boolean {
  if (href === '/desk/reviews') return QUEUE.test(here)
  return here === href || (href !== '/desk' && here.startsWith(`${href}/`))
}
