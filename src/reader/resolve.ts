import { ADDRESSES } from './addresses.ts'
import type { Address, Asked } from './asked.ts'
import type { Reader } from './surroundings.ts'

const ROUTES = ADDRESSES.map(([route, addressOf]) => {
  const [, path = ''] = route.split(' ')
  const pattern = path.split('/').map((part) => part.replace(/:(\w+)/, '(?<$1>[^/]+)').replaceAll('.', '\\.')).join('/')
  return { pattern: new RegExp(`^${pattern}/?$`), addressOf }
})

/** The page of an address, found as the routes of a server find it. Throws where no route leads. */
export function resolveAddress(reader: Reader, url: string): Address {
  const [path = '', query = ''] = url.split('?')
  for (const { pattern, addressOf } of ROUTES) {
    const match = pattern.exec(path)
    if (!match) continue
    const asked: Asked = { path, params: { ...match.groups }, query: Object.fromEntries(new URLSearchParams(query)) }
    return addressOf(reader, asked)
  }
  throw new Error(`${url} is no address of readers`)
}
