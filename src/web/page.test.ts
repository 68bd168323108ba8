import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import { jsonHtml } from './json-html.ts'
import { plainLocals } from './locals.ts'
import type { Head, PageLocals } from './locals.ts'
import { renderLayout, renderPage } from './page.ts'

const page = { code: 'not_found', reference: '', way: { href: '/', key: 'home' } }

function show(locals: Partial<PageLocals>, layout: 'plain' | 'desk' | 'public' = 'plain', data: object = page): Promise<string> {
  return renderPage('errors/show', layout, { ...plainLocals(speak('uk')), ...locals }, data)
}

describe('a page', () => {
  it('is wrapped by its layout, in the language of its voice, under its title', async () => {
    const html = await show({ siteName: 'Центр' })
    assert.match(html, /^<!doctype html>\n<html lang="uk" dir="ltr">/)
    assert.match(html, /<title>Тут нічого немає — Центр<\/title>/)
    assert.match(html, /<main id="main" class="wrap">\s*<h1>Тут нічого немає<\/h1>/)
  })

  it('without a title is an error', async () => {
    await assert.rejects(renderPage('layout/_switcher', 'plain', plainLocals(speak('uk')), {}), /sets no head\.title/)
  })

  it('escapes what people wrote, once', async () => {
    const html = await show({ siteName: '<b>&"\'', actor: { name: '<img src=x onerror=__x()>', administrator: false } }, 'desk')
    assert.ok(!html.includes('<b>') && !html.includes('<img'))
    assert.match(html, /&lt;b&gt;&amp;&#34;&#39;/)
  })

  it('may not use a name that views do not have', async () => {
    await assert.rejects(show({}, 'plain', { ...page, way: null }), TypeError)
  })

  it('takes nothing from a polluted prototype', async () => {
    const names = ['outputFunctionName', 'escapeFunction', 'client', 'destructuredLocals', 'localsName', 'settings', 'include', 'cache', 'filename']
    const before = await show({})
    for (const name of names) {
      Object.defineProperty(Object.prototype, name, { value: 'x;globalThis.__pwned=1;var y', configurable: true, writable: true })
      try {
        assert.equal(await show({}), before)
      } finally {
        Reflect.deleteProperty(Object.prototype, name)
      }
    }
    assert.ok(!('__pwned' in globalThis))
  })

  it('offers the interface languages as buttons, the current one as text', async () => {
    const html = await show({ interfaceLanguages: ['uk', 'en'], path: '/desk?x=1&y' })
    assert.match(html, /<span aria-current="true" lang="uk" translate="no">Українська<\/span>/)
    assert.match(html, /<button class="plain" name="language" value="en" lang="en" translate="no">English<\/button>/)
    assert.match(html, /name="next" value="\/desk\?x=1&amp;y"/)
  })

  it('shows people and the menu of the desk to administrators alone', async () => {
    const menu = [{ href: '/desk/people', key: 'people', current: true } as const]
    assert.match(await show({ actor: { name: 'Олег', administrator: true }, deskMenu: menu }, 'desk'), /href="\/desk\/people" aria-current="page">Люди</)
    assert.ok(!(await show({}, 'desk')).includes('<form class="leave"'))
  })

  it('says so when the connection is not encrypted', async () => {
    assert.ok((await show({ insecure: true })).includes('class="insecure"'))
    assert.ok(!(await show({})).includes('class="insecure"'))
  })

  it('holds no inline script, style or handler, in any layout and language', async () => {
    for (const layout of ['plain', 'desk', 'public'] as const) {
      for (const language of interfaceLanguages) {
        const html = await show(plainLocals(speak(language)), layout)
        assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:/i)
        assert.equal(html.match(/rel="preload"/g)?.length, 2)
      }
    }
  })
})

describe('a public page', () => {
  const frame = {
    language: 'pl', siteName: 'Centrum', place: 'Łuck', date: '2025-12-10', temperature: 9.1, nav: [{ href: '/pl/articles', key: 'articles' }],
    switcher: [
      { language: 'uk', href: '/uk/articles/a', current: false, absent: null, offer: null },
      { language: 'en', href: '/en/articles/b', current: false, absent: 'untranslated', offer: null },
      { language: 'pl', href: '/pl/articles/c', current: true, absent: null, offer: null },
    ],
    missionHtml: 'Nasza <em>misja</em>', contactsHtml: 'Łuck',
  } as const
  const head: Head = {
    title: 'Tytuł', frame, description: 'O czym', canonical: 'https://example.org/pl/articles/c', robots: 'noindex',
    alternates: [{ language: 'uk', href: 'https://example.org/uk/articles/a' }, { language: 'x-default', href: 'https://example.org/uk/articles/a' }],
    feeds: [{ href: '/pl/feed.xml', title: 'Atom', type: 'application/atom+xml' }],
    meta: [{ property: 'og:type', content: 'article' }], linkedData: { name: '</script><b>' },
  }
  const html = renderLayout('public', plainLocals(speak('pl')), head, '<p>ciało</p>')

  it('links to itself in each language, honestly', () => {
    assert.match(html, /<a href="\/uk\/articles\/a" lang="uk" hreflang="uk" rel="alternate" translate="no">Українська<\/a>/)
    assert.match(html, /<a href="\/en\/articles\/b" hreflang="en" rel="nofollow"><span lang="en" translate="no">English<\/span> <span class="absent">not translated yet/)
    assert.match(html, /<span aria-current="true" lang="pl" translate="no">Polski<\/span>/)
  })

  it('speaks English around texts of a language without words of its own, and marks those texts', () => {
    assert.match(html, /<html lang="en" dir="ltr">/)
    assert.match(html, /<a class="name" href="\/pl\/" lang="pl">Centrum<\/a>/)
    assert.match(html, /<time datetime="2025-12-10">Wednesday, 10 December 2025<\/time> · <span lang="pl">Łuck<\/span> · <span role="img" aria-label="9\.1 degrees Celsius">9\.1°C<\/span>/)
    assert.match(html, /<footer class="wrap colophon" lang="pl">/)
  })

  it('tells machines what it told us', () => {
    for (const line of [
      '<meta name="description" content="O czym">', '<meta name="robots" content="noindex">',
      '<link rel="canonical" href="https://example.org/pl/articles/c">', '<link rel="alternate" hreflang="x-default" href="https://example.org/uk/articles/a">',
      '<link rel="alternate" type="application/atom+xml" title="Atom" href="/pl/feed.xml">', '<meta property="og:type" content="article">',
      '<script type="application/ld+json">{"name":"\\u003c/script\\u003e\\u003cb\\u003e"}</script>',
    ]) assert.ok(html.includes(line), line)
  })
})

describe('JSON for a script element', () => {
  it('cannot close the element and stays the same JSON', () => {
    const value = { text: '</script><!-- & \u2028\u2029 «я»' }
    assert.doesNotMatch(jsonHtml(value), /[<>&\u2028\u2029]/)
    assert.deepEqual(JSON.parse(jsonHtml(value)), value)
  })
})
