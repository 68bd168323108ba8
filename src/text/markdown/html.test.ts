import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Block } from '../pagetext/model.ts'
import { readHtml } from './html.ts'

const told = ({ kind, text, level, list, picture }: Block) => [kind, ...level ? [level] : [], ...list ? [list] : [], text, ...picture ? [picture.file] : []].join(' | ')
const read = (html: string) => readHtml(html).blocks.map(told)
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')

/** The same words, whatever they were written in. */
const ESSAY = [
  'title | Місто, що чує', 'paragraph | Дощ ішов **до ранку**, і *місто* стояло [тихе](https://example.org/misto).', 'heading | 2 | Міст',
  'list_item | 1 | ordered | Перша лавка.', 'list_item | 2 | bulleted | Нижня лавка.', 'list_item | 1 | ordered | Друга лавка.', 'paragraph | Далі річка.',
]

describe('words pasted with their formatting', () => {
  for (const program of ['google-docs', 'word', 'libreoffice']) {
    it(`are what they were in ${program}`, () => assert.deepEqual(read(fixture(`${program}.uk.html`)), ESSAY))
  }

  it('lose what is no mark of ours and keep their words', () => {
    assert.deepEqual(read('<p><u>Under</u> <del>gone</del> <span style="color:red">red</span> H<sub>2</sub>O <kbd>Ctrl</kbd> <q>said</q></p>'), ['paragraph | Under gone red H2O `Ctrl` "said"'])
  })

  it('never bring a script, a style or a handler with them', () => {
    const html = '<style>p{color:red}</style><p onclick="alert(1)" style="background:url(//evil.example/x)">One<script>alert(2)</script> <a href="javascript:alert(3)">two</a></p><svg><text>three</text></svg><iframe srcdoc="<p>four"></iframe>'
    assert.deepEqual(read(html), ['paragraph | One two'])
    assert.deepEqual(readHtml(html).notices, [{ code: 'unsafe_link', items: ['javascript:alert(3)'] }])
  })

  it('are parted where two line breaks stand in a row, and not inside a mark', () => {
    assert.deepEqual(read('<p>One <b>two</b><br> <br><br>three<br>four</p><blockquote><p>five<br><br>six</p></blockquote>'), [
      'paragraph | One **two**', 'paragraph | three\nfour', 'quotation | five', 'quotation | six',
    ])
  })

  it('have no tables: rows become paragraphs, and that is said', () => {
    const { blocks, notices } = readHtml('<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><b>2</b></td></tr></table>')
    assert.deepEqual(blocks.map(told), ['paragraph | A | B', 'paragraph | 1 | **2**'])
    assert.deepEqual(notices, [{ code: 'table', items: [] }])
  })

  it('are all read where a link stands around what has no place in a paragraph', () => {
    for (const html of ['<table><a href="/a"><td>one</td><td>two</td></table>', '<p>One <a href="/a"><table><tr><td>two</table></a>', '<p><b><table><a href="/a"><td>one<td>two']) {
      assert.match(read(html).join(' '), /one.*two/i, html)
    }
  })

  it('are never cut at a mark (P16)', () => {
    for (const mark of ['b', 'i', 'strong', 'em', 'code', 'span', 'u', 'a href="https://x.example"']) {
      assert.equal(read(`<p>one <${mark}>two</${mark.split(' ')[0]}>three <${mark}>four</${mark.split(' ')[0]}></p>`).length, 1, mark)
    }
  })
})

describe('a page in HTML', () => {
  const PAGE = '<!doctype html><html lang="en-GB"><head><title>Two bridges | A site</title></head><body><header>A site</header><nav>Menu</nav><main><article><h1>Two bridges</h1><p>It rained.</p><figure><img src="/i/bridge.png" alt="The bridge"><figcaption>At <i>night</i></figcaption></figure></article></main><aside>More</aside><footer>© A site</footer></body></html>'

  it('is its article; what stands around it is left out and can be taken in', () => {
    const { blocks, notices, particulars } = readHtml(PAGE)
    assert.deepEqual(blocks.filter(({ kind }) => kind !== 'aside').map(told), ['title | Two bridges', 'paragraph | It rained.', 'image | The bridge | /i/bridge.png', 'caption | At night'])
    assert.deepEqual(blocks.filter(({ kind }) => kind === 'aside').map(({ text }) => text).sort(), ['A site', 'Menu', 'More', '© A site'].sort())
    assert.deepEqual(notices, [{ code: 'page_title', items: ['Two bridges | A site'] }])
    assert.equal(particulars.language, 'en')
  })

  it('of many articles is all of them, with what stands before them', () => {
    const part = (number: number) => `<article><h2>Article ${number}</h2><p>Everyone has the right to ${number}.</p></article>`
    assert.deepEqual(read(`<title>English</title><h1>A declaration</h1><header><p>Whereas.</p></header>${part(1)}${part(2)}`), [
      'title | A declaration', 'paragraph | Whereas.', 'heading | 2 | Article 1', 'paragraph | Everyone has the right to 1.',
      'heading | 2 | Article 2', 'paragraph | Everyone has the right to 2.',
    ])
  })

  it('is the longest of its articles where the others only name more to read', () => {
    const { blocks } = readHtml('<article><h2>Next</h2></article><article><h1>Two bridges</h1><p>It rained until the morning.</p></article><article><h2>Before</h2></article>')
    assert.deepEqual(blocks.filter(({ kind }) => kind !== 'aside').map(told), ['title | Two bridges', 'paragraph | It rained until the morning.'])
    assert.deepEqual(blocks.filter(({ kind }) => kind === 'aside').map(({ text }) => text), ['Next', 'Before'])
  })

  it('of very many articles or paragraphs is read in seconds', { timeout: 20_000 }, () => {
    assert.equal(read('<article><p>One</p></article>'.repeat(4000)).length, 4000)
    assert.equal(read(`<article>${'<p>One</p>'.repeat(20_000)}</article>`).length, 20_000)
  })

  it('without a heading has the page’s title', () => {
    assert.deepEqual(read('<title>Two *bridges*</title><p>It rained.</p>'), ['title | Two \\*bridges\\*', 'paragraph | It rained.'])
  })
})
