import type { IncomingMessage } from 'node:http'

type Asked = 'accept-encoding' | 'if-none-match'

/** One header of a request: Node makes an object of all of them when `headers` is touched, which costs more than the answer. */
export function sentHeader(request: IncomingMessage, name: Asked): string | undefined {
  const { rawHeaders } = request
  let found: string | undefined
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const key = rawHeaders[at] ?? ''
    if (key.length !== name.length || key.toLowerCase() !== name) continue
    if (found !== undefined) return joined(request, name)
    found = rawHeaders[at + 1]
  }
  return found ?? (rawHeaders.length === 0 ? joined(request, name) : undefined)
}

function joined({ headers }: IncomingMessage, name: Asked): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}
