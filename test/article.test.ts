import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { act, rights } from './article-acts.ts'
import { Stage } from './article-stage.ts'
import { databases } from './databases.ts'
import { byLength } from './long.ts'

for (const [name, runs] of [['sqlite', byLength(40, 3000)], ['postgres', byLength(3, 150)]] as const) {
  it(`does with an article that changes what the rules say, whoever does what in whatever order, on ${name}`, async () => {
    await fc.assert(fc.asyncProperty(rights, fc.boolean(), fc.array(act, { minLength: 40, maxLength: 90, size: 'max' }), async (held, translated, acts) => {
      const db = await databases[name]?.()
      assert.ok(db)
      try {
        const stage = await Stage.begin(db, { held, translated })
        for (const one of acts) await stage.step(one)
        await stage.end()
      } finally {
        await db.destroy()
      }
    }), { numRuns: runs })
  })
}
