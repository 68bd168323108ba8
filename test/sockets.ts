import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection that sends what it is told, byte for byte, and keeps what comes back. */
export interface Wire {
  socket: Socket
  /** Everything that has come. */
  said: () => string
  /** Resolves with the first line of the answer. */
  answered: Promise<string>
  /** Resolves once the other side is gone. */
  closed: Promise<unknown>
}

export async function openWire(site: { url: string }, words: string): Promise<Wire> {
  const { hostname, port } = new URL(site.url)
  const socket = connect(Number(port), hostname)
  let said = ''
  const { promise: answered, resolve } = Promise.withResolvers<string>()
  socket.on('data', (some) => {
    said += some.toString('latin1')
    if (said.includes('\r\n')) resolve(said.slice(0, said.indexOf('\r\n')))
  })
  // A reset is one of the ways to be closed.
  socket.on('error', () => undefined)
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  socket.write(words, 'latin1')
  return { socket, said: () => said, answered, closed }
}

/** The lines of a request's head; a line without an end is one more. */
export function headOf(site: { url: string }, first: string, ...lines: string[]): string {
  return [first, `Host: ${new URL(site.url).host}`, ...lines, '', ''].join('\r\n')
}
