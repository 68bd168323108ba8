import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { it } from 'node:test'
import express from 'express'
import { listenOn } from '../../test/loopback.ts'
import { readConfig } from '../config.ts'
import { refuseStrangeHosts } from './hosts.ts'

const CASES: [host: string, path: string, status: number][] = [
  ['example.org', '/', 200], ['EXAMPLE.org', '/', 200], ['localhost:8080', '/', 200], ['127.0.0.1', '/', 200], ['127.0.0.2:3000', '/', 200], ['[::1]:3000', '/', 200],
  ['evil.example', '/', 421], ['example.org.evil.example', '/', 421], ['example.org:8443', '/', 421], ['www.example.org', '/', 421],
  ['127.0.0.1.evil.example', '/', 421], ['localhost.evil.example:3000', '/', 421], ['10.0.0.7:3000', '/', 421], ['10.0.0.7:3000', '/healthz', 200],
]

it('has no name to compare with when it listens everywhere and was told none', async () => {
  const app = express().use(refuseStrangeHosts(readConfig({ HOST: '0.0.0.0', INSECURE_HTTP: '1' })), (_request, response) => void response.send('here'))
  await using site = await listenOn(app)
  const sent = request({ host: '127.0.0.1', port: site.port, headers: { host: '192.168.1.7:3000' } }).end()
  const [answer] = await once(sent, 'response') as [IncomingMessage]
  assert.equal(answer.resume().statusCode, 200)
})

it('answers under its own name and this machine’s, and tells others where it is', async () => {
  const app = express().use(refuseStrangeHosts(readConfig({ BASE_URL: 'https://example.org' })), (_request, response) => void response.send('here'))
  await using site = await listenOn(app)
  for (const [host, path, status] of CASES) {
    const [answer] = await once(request({ host: '127.0.0.1', port: site.port, path, headers: { host } }).end(), 'response') as [IncomingMessage]
    const body = await text(answer)
    assert.equal(answer.statusCode, status, host)
    if (status === 421) assert.equal(body, '421 This site answers at https://example.org\n')
  }
})
