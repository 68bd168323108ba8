import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { approveOriginal, paragraph, sendBlocks } from '../../test/originals.ts'
import { addressOf, publish, publishNew } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { formerParagraphs } from './former.ts'

const step = (segment_id: string, from_segment_id: string) => ({ segment_id, from_segment_id })

describe('the address of a paragraph that is no more', () => {
  it('leads to the first of those that came of it, across any number of editions', () => {
    assert.deepEqual([...formerParagraphs([step('c', 'a'), step('c', 'b')], ['x', 'c'])], [['c', ['a', 'b']]])
    assert.deepEqual([...formerParagraphs([step('b', 'a'), step('c', 'b'), step('d', 'b')], ['d', 'c'])], [['d', ['a', 'b']]])
  })

  it('leads nowhere when nothing came of it, and is its own while it is there', () => {
    assert.deepEqual([...formerParagraphs([step('b', 'a')], ['x'])], [])
    assert.deepEqual([...formerParagraphs([step('b', 'a')], ['a', 'b'])], [])
    assert.deepEqual([...formerParagraphs([step('b', 'a'), step('a', 'b')], ['x'])], [])
  })

  describe('on the page', () => {
    let site: TestSite
    before(async () => { site = await startTestSite() })
    after(() => site.close())

    it('still finds its words where two were merged into one (P22)', async () => {
      const words = ['It rained all night, and nobody came.', 'In the morning the river stood at the third step.']
      const bridge = await publishNew(site, 'en', ['The quiet bridge', ...words, 'The ferry did not run.'])
      const { article, segments: [, first = '', second = ''] } = bridge
      const { ed } = site.world
      const blocks = [{ ...paragraph('The quiet bridge'), kind: 'title' as const }, paragraph(words.join(' ')), paragraph('The ferry did not run.')]
      await sendBlocks(site.db, ed, article, blocks)
      await approveOriginal(site.db, site.world.rev, article)
      await publish(site, bridge, 'en')
      const { html } = await new Browser(site).get(await addressOf(site, bridge, 'en'))
      assert.deepEqual(await checkHtml(html), [])
      const [, merged = ''] = /<p( id="p-[^]*?In the morning[^]*?)<\/p>/.exec(html) ?? []
      for (const old of [first, second]) assert.ok(merged.includes(` id="p-${old}"`), `${old} in ${merged}`)
    })
  })
})
