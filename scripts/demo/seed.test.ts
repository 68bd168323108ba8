import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '../../src/config.ts'
import { findActor, findPersonByEmail } from '../../src/people/store.ts'
import { startSite, type RunningSite } from '../../src/serve.ts'
import { findFault } from '../../src/upkeep/soundness.ts'
import { Browser } from '../../test/browser.ts'
import { PEOPLE, seedDemo } from './seed.ts'

describe('the demo', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-demo-'))
  let site: RunningSite
  before(async () => {
    site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
    await seedDemo(site.db)
  })
  after(async () => {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const pageFor = async (role: (typeof PEOPLE)[number]['role'], address: string) => {
    const person = await findPersonByEmail(site.db, PEOPLE.find((one) => one.role === role)?.email ?? '')
    const actor = person && await findActor(site.db, person.id)
    assert.ok(actor)
    return (await (await new Browser(site).signInAs(site, actor)).get(address)).html
  }

  it('has work at every stage: articles in every state of the board but those that mean something went wrong', async () => {
    const board = await pageFor('editor', '/desk/articles')
    const states = new Set([...board.matchAll(/[?&;]state=(\w+)/g)].map(([, state = '']) => state))
    assert.deepEqual([...states].sort(), [
      'behind', 'confirmation', 'not_started', 'published', 'ready', 'returned', 'review', 'scheduled', 'stale', 'translating',
    ])
  })
  it('waits for each of its people', async () => {
    for (const { role } of PEOPLE) assert.match(await pageFor(role, '/desk'), /<h2/, role)
  })
  it('has people who took up their invitations', async () => {
    const links = await pageFor('editor', '/desk/people')
    assert.equal([...links.matchAll(/data-link="used"/g)].length, PEOPLE.length)
    assert.doesNotMatch(links, /data-link="revoked"/)
  })
  it('has an article in the archive', async () => {
    assert.match(await pageFor('editor', '/desk/articles?archived=1'), /Дві мови одного листа/)
  })
  it('shows readers a picture with its caption, and a correction', async () => {
    const { html } = await new Browser(site, { language: 'uk' }).get('/uk/')
    const [, address = ''] = /href="([^"]+)"[^>]*>\s*Берег, до якого/.exec(html) ?? []
    const article = (await new Browser(site).get(address)).html
    assert.match(article, /<figure[\s\S]*<figcaption/)
    assert.match(article, /насправді їх 25/)
  })
  it('is sound', async () => assert.equal(await findFault(site.db), null))
})
