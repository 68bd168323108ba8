import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

type Headers = Record<string, string>

/** A running application and the two things a browser does with it; closes itself with `await using`. */
export interface Loopback extends AsyncDisposable {
  port: number
  get: (path: string, headers?: Headers) => Promise<Response>
  /** Posts text as an urlencoded form, unless the headers say otherwise. Redirects are answers, not followed. */
  post: (path: string, body: string, headers?: Headers) => Promise<Response>
}

/** Serves an application on a free loopback port. */
export async function listenOn(app: Express): Promise<Loopback> {
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ask = (path: string, init: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return {
    port,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) => ask(path, { method: 'POST', body, headers: { ...form, ...headers } }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
