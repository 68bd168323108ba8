import { EventEmitter, once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

export interface ReceivedMail {
  from: string
  to: string
  headers: ReadonlyMap<string, string>
  text: string
  html: string
}

/** A mail server on a loopback port that takes letters and keeps them to be read; `refusals` answers that many first ones with an error. */
export class MailServer implements AsyncDisposable {
  readonly received: ReceivedMail[] = []
  /** Answers to `MAIL FROM` that come before any letter is taken. */
  refusals = 0
  readonly #arrivals = new EventEmitter()
  readonly #server = createServer((socket) => void this.#serve(socket))
  readonly #sockets = new Set<Socket>()

  static async open(port = 0): Promise<MailServer> {
    const server = new MailServer()
    server.#server.listen(port, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`
  }

  /** The letters, once there are this many. */
  async wait(count: number): Promise<readonly ReceivedMail[]> {
    while (this.received.length < count) await once(this.#arrivals, 'mail', { signal: AbortSignal.timeout(15_000) })
    return this.received
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #serve(socket: Socket): Promise<void> {
    this.#sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket))
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 here')
    let envelope = { from: '', to: '' }
    let letter: string[] | undefined
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      if (letter && line === '.') {
        this.received.push(readMail(envelope, letter.join('\r\n')))
        letter = undefined
        say('250 taken')
        this.#arrivals.emit('mail')
      } else if (letter) letter.push(line.replace(/^\./, ''))
      else if (/^MAIL FROM:/i.test(line) && this.refusals > 0) {
        this.refusals--
        say('451 not now, for secret@example.org')
      } else if (/^DATA/i.test(line)) {
        letter = []
        say('354 go on')
      } else if (/^QUIT/i.test(line)) {
        say('221 bye')
        socket.end()
      } else {
        const [, word = '', address = ''] = /^(MAIL FROM|RCPT TO):<([^>]*)>/i.exec(line) ?? []
        if (word) envelope = /^MAIL/i.test(word) ? { from: address, to: '' } : { ...envelope, to: address }
        say('250 good')
      }
    }
  }
}

function readMail(envelope: { from: string; to: string }, raw: string): ReceivedMail {
  const { headers, body } = split(raw)
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(headers.get('content-type') ?? '') ?? []
  const parts = body.split(`--${boundary}`).map((part) => split(part.trimStart()))
  const partOf = (type: string) => {
    const part = parts.find((one) => one.headers.get('content-type')?.startsWith(type))
    return part ? decodeBody(part.body.replace(/\r\n$/, ''), part.headers.get('content-transfer-encoding') ?? '') : ''
  }
  return { ...envelope, headers, text: partOf('text/plain'), html: partOf('text/html') }
}

function split(raw: string): { headers: Map<string, string>; body: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => /^([\w-]+):\s*(.*)$/.exec(line))
  const headers = new Map(lines.flatMap((line): [string, string][] => line ? [[(line[1] ?? '').toLowerCase(), decodeWords(line[2] ?? '')]] : []))
  return { headers, body: rest.join('\r\n\r\n') }
}

function decodeBody(body: string, encoding: string): string {
  const lines = body.replaceAll('\r\n', '\n')
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString()
  return /quoted-printable/i.test(encoding) ? decodeQuoted(lines.replace(/=\n/g, '')) : lines
}

/** `=?UTF-8?Q?…?=` as RFC 2047 writes words of any alphabet in a header. */
function decodeWords(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
    kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('latin1') : quotedBytes(word.replaceAll('_', ' ')))
    .replace(/[\x80-\xff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString())
}

function decodeQuoted(text: string): string {
  return Buffer.from(quotedBytes(text), 'latin1').toString()
}

function quotedBytes(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}
