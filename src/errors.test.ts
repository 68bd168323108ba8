import assert from 'node:assert/strict'
import { it } from 'node:test'
import { AppError, ERROR_CODES } from './errors.ts'

it('gives each code the status its name promises', () => {
  const statuses = Object.fromEntries(ERROR_CODES.map((code) => [code, new AppError(code).status]))
  assert.equal(statuses['not_found'], 404)
  assert.equal(statuses['moved_on'], 409)
  assert.equal(statuses['read_only'], 507)
  assert.deepEqual(Object.entries(statuses).filter(([, status]) => status < 400 || status > 599), [])
})

it('says its code and details in the log', () => {
  assert.equal(new AppError('forbidden', { act: 'review', language: 'uk' }).message, 'forbidden act=review language=uk')
})
