import { createServer, type Server, type ServerOptions } from 'node:http'

/** How long the head of a request may take to arrive, and all of it: nobody holds connections open by sending slowly. */
const PATIENCE = { headersTimeout: 15_000, requestTimeout: 120_000, connectionsCheckingInterval: 5000 } as const

export type Patience = Pick<ServerOptions, keyof typeof PATIENCE>

/** Far below what a system lets one process open: beyond it the next connection is closed, not the database's file. */
const MOST_CONNECTIONS = 2000

export function newServer(patience: Patience = PATIENCE): Server {
  const server = createServer(patience)
  server.maxConnections = MOST_CONNECTIONS
  return server
}
