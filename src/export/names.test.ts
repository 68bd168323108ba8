import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HTML } from '../reader/finished.ts'
import { fileOf } from './names.ts'

describe('the file of an address', () => {
  const cases: [url: string, file: string, made?: { status?: number; type?: string }][] = [
    ['/', 'index.html'],
    ['/uk/', 'uk/index.html'],
    ['/uk/articles', 'uk/articles.html'],
    ['/uk/articles?year=2025&page=2', 'uk/articles@year=2025@page=2.html'],
    ['/uk/articles/tykhyi-mist', 'uk/articles/tykhyi-mist.html'],
    ['/en/articles/tykhyi-mist', 'en/articles/tykhyi-mist.404.html', { status: 404 }],
    ['/uk/404', 'uk/404.html', { status: 404 }],
    ['/uk/articles/404', 'uk/articles/404.404.html', { status: 404 }],
    ['/404', '404.html', { status: 404 }],
    ['/uk/articles/tykhyi-mist/editions/3', 'uk/articles/tykhyi-mist/editions/3.html'],
    ['/uk/articles/tykhyi-mist/cite.bib', 'uk/articles/tykhyi-mist/cite.bib', { type: 'application/x-bibtex; charset=utf-8' }],
    ['/uk/feed.xml', 'uk/feed.xml', { type: 'application/atom+xml' }],
    ['/images/0a1b', 'images/0a1b.webp', { type: 'image/webp' }],
    ['/images/0a1b/480', 'images/0a1b/480.png', { type: 'image/png' }],
    ['/.well-known/security.txt', '.well-known/security.txt', { type: 'text/plain' }],
  ]
  for (const [url, file, { status = 200, type = HTML } = {}] of cases) {
    it(`of ${url} is ${file}`, () => assert.equal(fileOf(url, { status, type }), file))
  }

  for (const url of ['/../etc/passwd', '/uk/../../x', '/uk//x', '/.zvirka/state.db', '/uk/a%2fb', '/uk/articles?q=a/../../b', '/uk/a b', '/uk/.htaccess']) {
    it(`refuses ${url}`, () => assert.throws(() => fileOf(url, { status: 200, type: HTML })))
  }
})
