import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { describe, it } from 'node:test'
import { startTestSite } from '../../test/site.ts'

describe('the numbers of a running site', () => {
  it('count public pages from the shelf, other answers and what waits, in the format that Prometheus reads', async (t) => {
    const site = await startTestSite()
    t.after(site.close)
    const get = async (path: string, headers: Record<string, string> = {}) => fetch(site.url + path, { headers })
    for (const path of ['/uk/', '/uk/', '/sign-in', '/uk/articles/nothing']) await (await get(path)).text()
    const answer = await get('/metrics')
    const text = await answer.text()
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
    assert.match(text, /^zvirka_finished_pages_total 1$/m)
    assert.match(text, /^zvirka_answers_total\{status="4xx"\} 1$/m)
    assert.match(text, /^zvirka_answer_seconds_count 3$/m)
    assert.match(text, /^zvirka_answer_seconds_bucket\{le="\+Inf"\} 3$/m)
    assert.match(text, /^zvirka_paragraphs_waiting_for_review 0$/m)
    assert.match(text, /^process_resident_memory_bytes \d+$/m)
    for (const line of text.split('\n')) assert.match(line, /^(?:#.*|[a-z0-9_:]+(?:\{[^}]*\})? [-+\d.e]+|[a-z0-9_:]+ Nan|)$/i)
  })

  it('are for this machine alone, asked by its own name and not by a proxy that stands on it', async (t) => {
    const site = await startTestSite({ BASE_URL: 'https://zvirka.example' })
    t.after(site.close)
    const statusOf = async (headers: Record<string, string>) => {
      const [answer] = await once(get(`http://127.0.0.1:${site.port}/metrics`, { headers }), 'response') as [IncomingMessage]
      answer.resume()
      return answer.statusCode
    }
    assert.equal(await statusOf({}), 200)
    for (const name of ['x-forwarded-for', 'x-real-ip', 'via', 'forwarded']) assert.equal(await statusOf({ [name]: '192.0.2.1' }), 404, name)
    assert.equal(await statusOf({ host: 'zvirka.example' }), 404)
  })
})
