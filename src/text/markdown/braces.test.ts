import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Block } from '../pagetext/model.ts'
import { readHtml } from './html.ts'
import { readMarkdown } from './read.ts'

const HASH = '0f'.repeat(32)
const told = ({ kind, text, level, list, picture }: Block) => [kind, ...level ? [level] : [], ...list ? [list] : [], text, ...picture ? [picture.file.slice(0, 12), picture.asset?.slice(0, 2) ?? 'none'] : []].join(' | ')
const read = (text: string) => readMarkdown(text).blocks.map(told)

describe('a kind in braces', () => {
  const cases: [what: string, text: string, blocks: string[]][] = [
    ['above a paragraph says what that is', '# T\n\n{.author}\nAnn *Lee*\n\n{.role}\npoet\n\n{.lead}\nOne\ntwo', ['title | T', 'author_name | Ann *Lee*', 'author_role | poet', 'lead | One two']],
    ['may be in Ukrainian', '{.автор}\nОлена\n\n{.Посада}\nдокторка\n\n{.вступ}\nДощ\n\n{.підпис}\nМіст', ['author_name | Олена', 'author_role | докторка', 'lead | Дощ', 'caption | Міст']],
    ['may have an empty line below it', '{.lead}\n\nOne\\\ntwo\n\nthree', ['lead | One\ntwo', 'paragraph | three']],
    ['keeps the place of its paragraph, above the title too', '{.lead}\nOne\n\n# T', ['lead | One', 'title | T']],
    ['is nothing of its paragraph, whatever that begins with', '{.lead}\n*One* two\n\n{.lead}  \n[a](/b)\n\n{.lead}\n===', ['lead | *One* two', 'lead | [a](/b)', 'title | {.lead}']],
    ['makes a title', '{.title}\nA\n\n# B', ['title | A', 'heading | 2 | B']],
    ['above nothing is words', 'One\n\n{.lead}', ['paragraph | One', 'paragraph | {.lead}']],
    ['above a heading is words', '{.lead}\n\n## B', ['paragraph | {.lead}', 'heading | 2 | B']],
    ['with a backslash before it is words', '\\{.lead}\nOne', ['paragraph | {.lead} One']],
    ['that nobody knows is words', '{.note}\nOne\n\n{#lead}\ntwo\n\n{.lead x=1}\nthree', ['paragraph | {.note} One', 'paragraph | {#lead} two', 'paragraph | {.lead x=1} three']],
    ['in a list or a quotation is words', '- {.lead}\n  one\n\n> {.lead}\n> two', ['list_item | 1 | bulleted | {.lead} one', 'quotation | {.lead} two']],
    ['inside a line is words', 'One {.lead}\n\n{.lead} two', ['paragraph | One {.lead}', 'paragraph | {.lead} two']],
    ['behind a fence keeps what is inside letter for letter', '```{.paragraph}\n  one\n    *two*\n\n\\*\n```\n\n~~~ {.цитата}\n> q\n~~~', ['paragraph | one\n    *two*\n\n\\*', 'quotation | > q']],
    ['behind a fence has its level and list', '```{.item level=3 list=ordered}\na\n```\n\n```{.heading level=9}\nb\n```\n\n```{.item level=x}\nc\n```', ['list_item | 3 | ordered | a', 'heading | 4 | b', 'list_item | 1 | bulleted | c']],
    ['behind a fence has its picture', `\`\`\`{.image src=/images/${HASH}}\na\nb\n\`\`\``, ['image | a\nb | /images/0f0f | 0f']],
    ['behind a fence that nobody knows is code', '```{.js}\na\n```', ['code | a']],
  ]
  for (const [what, text, blocks] of cases) it(what, () => assert.deepEqual(read(text), blocks))

  it('is understood as the guides show it, and in every form they name', () => {
    for (const guide of ['docs/editor', 'docs/uk/editor']) {
      const text = readFileSync(new URL(`../../../${guide}/importing.md`, import.meta.url), 'utf8')
      const shown = [...text.matchAll(/^```markdown\n([\s\S]*?)^```$/gm)].flatMap(([, markdown = '']) => readMarkdown(markdown).blocks.map(({ kind }) => kind))
      assert.deepEqual(shown, ['title', 'author_name', 'author_role', 'lead', 'paragraph'], guide)
      const forms = [...text.matchAll(/`(\{[^`]+\})`/g)].map(([, form = '']) => form)
      assert.ok(forms.length >= 5)
      assert.deepEqual(forms.filter((form) => readMarkdown(`~~~${form}\nx\n~~~`).blocks[0]?.kind === 'code'), [], guide)
    }
  })

  it('means nothing in HTML', () => {
    assert.deepEqual(readHtml('<p>{.lead}<br>one</p><pre><code class="language-{.lead}">two</code></pre>').blocks.map(told), ['paragraph | {.lead}\none', 'code | two'])
  })
})

describe('the address of a picture', () => {
  it('names a picture of the site by its hash, and no other', () => {
    const addresses = [`/images/${HASH}`, `/images/${HASH}/800`, `https://x.example/images/${HASH}`, `/images/${HASH.toUpperCase()}`, '/images/0f0f', 'a.png']
    assert.deepEqual(addresses.map((one) => readMarkdown(`![a](${one})`).blocks[0]?.picture?.asset), [HASH, null, null, null, null, null])
  })
})
