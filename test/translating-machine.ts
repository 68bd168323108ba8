import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a stand-in was asked. */
export interface Question {
  path: string
  headers: IncomingHttpHeaders
  body: Record<string, unknown>
}

/** How it answers. */
export type Answer = (response: ServerResponse, question: Question) => void

export function json(value: unknown, status = 200): Answer {
  return (response) => response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

/** As LibreTranslate, DeepL and a chat answer with these words. */
export const SPEAKING = {
  libretranslate: (words: (asked: string) => string): Answer => (response, question) =>
    json({ translatedText: words(String(question.body['q'])) })(response, question),
  deepl: (words: (asked: string) => string): Answer => (response, question) => {
    const [asked = ''] = question.body['text'] as string[]
    json({ translations: [{ detected_source_language: 'EN', text: words(asked), billed_characters: 7 }] })(response, question)
  },
  openai: (words: (asked: string) => string): Answer => (response, question) => {
    const asked = (question.body['messages'] as { content: string }[]).at(-1)?.content ?? ''
    const [, paragraph = ''] = /<paragraph>\n([\s\S]*)\n<\/paragraph>/.exec(asked) ?? []
    json({ id: 'x', object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: words(paragraph) }, finish_reason: 'stop' }] })(response, question)
  },
}

/** A machine that translates, on a loopback port that answers as it is told to. */
export class TranslatingMachine implements AsyncDisposable {
  asked: Question[] = []
  answer: Answer
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const question = { path: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown> }
      this.asked.push(question)
      this.#server.emit('asked')
      this.answer(response, question)
    })
  })

  private constructor(answer: Answer) {
    this.answer = answer
  }

  static async open(answer: Answer = json({})): Promise<TranslatingMachine> {
    const service = new TranslatingMachine(answer)
    service.#server.listen(0, '127.0.0.1')
    await once(service.#server, 'listening')
    return service
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Waits until it was asked so often. */
  async questions(count: number): Promise<void> {
    while (this.asked.length < count) await once(this.#server, 'asked')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
