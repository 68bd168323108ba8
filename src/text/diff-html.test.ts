import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { diffTexts } from './diff.ts'
import { diffHtml, textHtml } from './diff-html.ts'

const words = { added: 'додано', removed: 'вилучено' }

describe('a diff as HTML', () => {
  it('marks changes for the eye and for the ear', () => {
    assert.equal(
      diffHtml(diffTexts('Слава всій Україні', 'Слава нашій Україні', 'uk'), words),
      'Слава <del><span class="vh">[вилучено: </span>всій<span class="vh">]</span></del>'
      + '<ins><span class="vh">[додано: </span>нашій<span class="vh">]</span></ins> Україні',
    )
  })

  it('shows a rewritten text as two blocks, each with its word for everybody', () => {
    assert.equal(
      diffHtml(diffTexts('Кішка спить', 'Собака біжить', 'uk'), words),
      '<del class="block"><span class="which">вилучено: </span>Кішка спить</del>'
      + '<ins class="block"><span class="which">додано: </span>Собака біжить</ins>',
    )
  })

  it('keeps spaces and breaks lines', () => {
    assert.match(diffHtml(diffTexts('один два', 'один\nдва', 'uk'), words), /один<del>.* <span.*<ins>.*<\/span><br><span.*<\/ins>два/)
    assert.equal(textHtml('а\u00a0 б\nв'), 'а\u00a0 б<br>в')
  })

  it('escapes texts and hidden words', () => {
    assert.equal(textHtml('<b title="x" id=\'y\'>&amp;'), '&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;')
    assert.ok(diffHtml(diffTexts('', 'а', 'uk'), { added: '<i>', removed: '' }).includes('[&lt;i&gt;: '))
  })

  it('lets no text become markup', () => {
    const text = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '\'', 'ins', '</del>', '<script>', ' ', 'а', '\n', '/') })
    fc.assert(fc.property(text, text, (before, after) => {
      const html = diffHtml(diffTexts(before, after, 'uk'), words)
      assert.doesNotMatch(html.replace(/<\/?(?:ins|del|span)(?: class="(?:vh|which|block)")?>|<br>/g, ''), /[<>"'\n]|&(?!(?:amp|lt|gt|quot|#39);)/)
    }))
  })
})
