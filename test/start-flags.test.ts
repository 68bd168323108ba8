import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '..', file), 'utf8')

describe('the program', () => {
  it('is started with the same bound on memory by every way that is told of', () => {
    const [, flags] = /^#!\/usr\/bin\/env -S node (--\S+)\n/.exec(read('scripts/zvirka.js')) ?? []
    assert.equal(flags, '--max-semi-space-size=8')
    assert.match(read('package.json'), new RegExp(`"start": "node ${flags} scripts/zvirka\\.js serve"`))
    for (const page of ['docs/admin/install.md', 'docs/uk/admin/install.md']) assert.match(read(page), new RegExp(`node ${flags} scripts/zvirka\\.js serve`))
  })
})
