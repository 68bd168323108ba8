import assert from 'node:assert/strict'
import { it } from 'node:test'
import express from 'express'
import { AppError } from '../errors.ts'
import { countAttempts } from './attempts.ts'

type Attempts = ReturnType<typeof countAttempts>

function asker(attempts: Attempts, ip: string) {
  const headers = new Map<string, string>()
  const request = Object.create(express.request, { ip: { value: ip } })
  const set = (name: string, value: string) => headers.set(name, value)
  const response = Object.create(express.response, { set: { value: set } })
  const tries = async (who: string, times: number) => {
    let passed = 0
    for (let i = 0; i < times; i++) {
      const refusal: unknown = await attempts.count(request, response, who).catch((error: unknown) => error)
      if (refusal === undefined) passed += 1
      else assert.ok(refusal instanceof AppError && refusal.code === 'too_many_attempts')
    }
    return passed
  }
  return { headers, tries, forgive: (who: string) => attempts.forgive(request, who) }
}

it('allows ten guesses at one person from one address', async () => {
  const attempts = countAttempts()
  const { tries, headers } = asker(attempts, '192.0.2.1')
  assert.equal(await tries('ada', 12), 10)
  const wait = Number(headers.get('Retry-After'))
  assert.ok(wait > 0 && wait <= 15 * 60)
  assert.equal(await tries('bob', 1), 1)
  assert.equal(await asker(attempts, '192.0.2.2').tries('ada', 1), 1)
})

it('allows fifty guesses at anybody from one address', async () => {
  const { tries } = asker(countAttempts(), '192.0.2.1')
  let passed = 0
  for (let i = 0; i < 60; i++) passed += await tries(`person ${i}`, 1)
  assert.equal(passed, 50)
})

it('counts nothing against those whose guess was right', async () => {
  const { tries, forgive } = asker(countAttempts(), '192.0.2.1')
  for (let i = 0; i < 100; i++) {
    assert.equal(await tries('ada', 1), 1)
    await forgive('ada')
  }
})

it('takes a network of IPv6 addresses for one, and an IPv4 address for itself in either spelling', async () => {
  const same = [['2001:db8:0:1::1', '2001:0db8::1:ffff:2:3:4'], ['::1', '::2'], ['fe80::1%eth0', 'fe80::2'], ['::ffff:192.0.2.1', '192.0.2.1']] as const
  const other = [['2001:db8:0:1::1', '2001:db8:0:2::1'], ['::ffff:192.0.2.1', '::ffff:192.0.2.2'], ['192.0.2.1', '192.0.2.2']] as const
  for (const [pairs, left] of [[same, 0], [other, 1]] as const) {
    for (const [one, two] of pairs) {
      const attempts = countAttempts()
      await asker(attempts, one).tries('ada', 10)
      assert.equal(await asker(attempts, two).tries('ada', 1), left, `${one} ${two}`)
    }
  }
})
