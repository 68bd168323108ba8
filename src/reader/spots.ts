import { AppError } from '../errors.ts'
import type { Rendered } from './finished.ts'
import { resolveAddress } from './resolve.ts'
import type { Unkept } from './shelf.ts'
import type { Reader } from './surroundings.ts'

/** An address that readers can come to, and what stands there. */
export interface Spot {
  url: string
  make: () => Promise<Rendered | Unkept>
}

/** What a server would show under this address. */
export function at(reader: Reader, url: string): Spot {
  const address = resolveAddress(reader, url)
  if (address.url !== url) throw new Error(`${url} is only another name of ${address.url}`)
  return address
}

/** The same where there is something. */
export async function* perhaps(reader: Reader, url: string): AsyncGenerator<Spot> {
  const made = await at(reader, url).make().catch(orNothing)
  if (made) yield { url, make: async () => made }
}

/** The pages of a list, until there is no further one; an address that leads on, or has nothing in this language, is one page. */
export async function* pagesOf(reader: Reader, urlOf: (page: number) => string): AsyncGenerator<Spot> {
  for (let page = 1; ; page += 1) {
    const made = await at(reader, urlOf(page)).make().catch(orNothing)
    if (!made) return
    yield { url: urlOf(page), make: async () => made }
    if (made.status !== 200) return
  }
}

function orNothing(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}
