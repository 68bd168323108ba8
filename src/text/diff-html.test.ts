import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { diffTexts } from './diff.ts'
import { diffHtml, placeHtml, textHtml } from './diff-html.ts'

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

  describe('with spaces that nobody would see', () => {
    const said = { ...words, spaces: (count: number) => `пробілів: ${count}` }
    const shown = (before: string, after: string) => diffHtml(diffTexts(before, after, 'uk'), said)
      .replaceAll(/<span class="space">(\s)<\/span>/gu, '·').replaceAll(/<span class="vh">(?:\[[^<]*|\])<\/span>/g, '').replaceAll(/<span class="vh">пробілів: (\d)<\/span>/g, '$1')
    const cases: [before: string, after: string, shown: string, what: string][] = [
      ['Дощило три дні.', 'Дощило  три дні.', 'Дощило <ins>1·</ins>три дні.', 'a doubled one, added'],
      ['А   б в', 'А б в', 'А <del>2··</del>б в', 'several, removed'],
      ['Дощило три дні.', 'Дощило три дні. ', 'Дощило три дні.<ins>1·</ins>', 'one at the end'],
      ['Так , ні', 'Так, ні', 'Так<del>1·</del>, ні', 'one before a comma'],
      ['а б', 'а\u00a0б', 'а<del>1·</del><ins>1·</ins>б', 'one that became another'],
      ['Він довго йшов дорогою', 'Він довго йшов тією  дорогою', 'Він довго йшов <ins>тією2··</ins>дорогою', 'one beside another'],
      ['Він довго йшов дорогою', 'Він довго йшов тією дорогою', 'Він довго йшов <ins>тією </ins>дорогою', 'none where words came with their own'],
    ]
    for (const [before, after, expected, what] of cases) it(`shows ${what}`, () => assert.equal(shown(before, after), expected))

    it('holds every character of both texts, whatever they are', () => {
      fc.assert(fc.property(fc.string({ unit: fc.constantFrom('а', 'б', ' ', '  ', '\u00a0', '\n', '<', '.') }), fc.string({ unit: fc.constantFrom('а', 'б', ' ', '.') }), (before, after) => {
        const html = diffHtml(diffTexts(before, after, 'uk'), said)
        const plain = html.replaceAll(/<span class="(?:vh|which)">[^<]*<\/span>/g, '').replaceAll(/<\/?span[^>]*>/g, '')
        const side = (drop: 'ins' | 'del') => plain.replaceAll(new RegExp(`<${drop}[^>]*>.*?</${drop}>`, 'gs'), '').replaceAll(/<\/?(?:ins|del)[^>]*>/g, '').replaceAll('<br>', '\n').replaceAll('&lt;', '<')
        assert.deepEqual([side('ins'), side('del')], [before, after])
      }))
    })
  })

  it('marks a part of a text between the words around it, and shows its spaces', () => {
    assert.equal(placeHtml(['<а', ' \u00a0', 'б>']), '&lt;а<mark><span class="space"> </span><span class="space">\u00a0</span></mark>б&gt;')
    assert.equal(placeHtml(['', '<', '']), '<mark>&lt;</mark>')
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
