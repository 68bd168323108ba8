import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'

describe('what readers get', () => {
  let site: TestSite
  let both: Brought
  let onlyUk: Brought
  const browser = () => new Browser(site)
  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    await publishNew(site, 'uk', ['Про нас', 'Ми пишемо про мости.'], 'about')
    await publishNew(site, 'uk', ['Місія', 'Наша місія — мости.'], 'mission')
    both = await publishNew(site, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
    await translate(site, both, 'uk', ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
    await publish(site, both, 'uk')
    onlyUk = await publishNew(site, 'uk', ['Берег', 'Річка тече.'])
  })
  after(() => site.close())

  describe('the way to a language', () => {
    const cases: [header: string, cookie: string, expected: string][] = [
      ['', '', 'uk'], ['en', '', 'en'], ['de,en;q=0.5', '', 'en'], ['de', '', 'uk'], ['uk-UA', '', 'uk'], ['en;q=0', '', 'uk'], ['*', '', 'uk'],
      ['ru', '', 'uk'], ['uk', 'en', 'en'], ['en', 'uk', 'uk'], ['en', 'xx', 'en'], ['en', '../evil', 'en'], ['pl', '', 'pl'],
    ]
    for (const [header, cookie, expected] of cases) {
      it(`from / is ${expected} for «${header}» and the cookie «${cookie}»`, async () => {
        const answer = await browser().once('GET', '/', { 'accept-language': header, ...(cookie && { cookie: `__Host-lang=${cookie}` }) })
        assert.deepEqual([answer.status, answer.headers.get('location')], [302, `/${expected}/`])
        assert.deepEqual([answer.headers.get('vary'), answer.headers.get('cache-control')], ['Accept-Language, Cookie', 'no-store'])
        assert.equal(answer.headers.get('set-cookie'), null)
      })
    }

    it('of an address without a language is among those that are published, else the original (P20)', async () => {
      const goTo = async (article: string, header: string) => {
        const answer = await browser().once('GET', `/a/${article}`, { 'accept-language': header })
        return [answer.status, answer.headers.get('location')]
      }
      assert.deepEqual(await goTo(both.article, 'en'), [302, '/en/articles/the-quiet-bridge'])
      assert.deepEqual(await goTo(both.article, 'uk'), [302, '/uk/articles/tykhyi-mist'])
      assert.deepEqual(await goTo(both.article, 'pl'), [302, '/en/articles/the-quiet-bridge'])
      assert.deepEqual(await goTo(onlyUk.article, 'en'), [302, '/uk/articles/bereh'])
      for (const nothing of ['nobody', '0'.repeat(22), '%00', 'a'.repeat(3000)]) assert.equal((await goTo(nothing, 'en'))[0], 404)
    })

    it('is kept by the button at the foot of the page, and by nothing else', async () => {
      const reader = browser()
      const page = await reader.get('/uk/articles/bereh')
      assert.match(page.html, /<form class="stay" method="post" action="\/language">/)
      assert.equal(reader.cookie('__Host-lang'), undefined)
      const back = await reader.postRaw('/language', { language: 'uk', next: '/uk/articles/bereh' })
      assert.equal(new URL(back.url).pathname, '/uk/articles/bereh')
      assert.equal(new URL((await reader.get('/')).url).pathname, '/uk/')
      assert.doesNotMatch((await reader.get('/pl/')).html, /class="stay"/)
    })
  })

  describe('addresses', () => {
    const moved: [from: string, to: string][] = [
      ['/uk', '/uk/'], ['/ua', '/uk/'], ['/ua/', '/uk/'], ['/ua/articles/bereh', '/uk/articles/bereh'], ['/uk/articles/', '/uk/articles'],
      ['/uk/articles/bereh/', '/uk/articles/bereh'], ['/uk/articles/the-quiet-bridge', '/uk/articles/tykhyi-mist'],
      ['/en/articles/tykhyi-mist', '/en/articles/the-quiet-bridge'], ['/en/articles/tykhyi-mist/editions', '/en/articles/the-quiet-bridge/editions'],
      ['/uk/about/', '/uk/about'],
    ]
    for (const [from, to] of moved) {
      it(`move from ${from} to ${to} for good, in one step`, async () => {
        const answer = await browser().once('GET', from)
        assert.deepEqual([answer.status, answer.headers.get('location')], [301, to])
        assert.equal(answer.headers.get('set-cookie'), null)
        assert.equal((await browser().once('GET', to)).status, 200)
      })
    }

    it('that were given up lead to the current one in one step', async () => {
      const article = await publishNew(site, 'en', ['A first name', 'Text.'])
      for (const slug of ['second-name', 'third-name']) await publish(site, article, 'en', { slug })
      for (const old of ['a-first-name', 'second-name']) {
        const answer = await browser().once('GET', `/en/articles/${old}`)
        assert.deepEqual([answer.status, answer.headers.get('location')], [301, '/en/articles/third-name'])
      }
    })

    const nothing = [
      '/xx/', '/UK/', '/uk/nothing', '/uk/articles/nobody', '/uk/articles/%00', '/uk/articles/%E0%A4%A', '/uk/articles/Bereh', '/uk//', '/a/', '/a',
      '/uk/articles?page=2', '/uk/articles?page=0', '/uk/articles?page=x', '/uk/articles?page=1&page=2', '/uk/articles?year=1999', '/uk/articles?year=0',
      '/uk/articles/bereh/editions/9', '/uk/articles/bereh/editions/0', '/uk/articles/bereh/editions/x', `/uk/articles/${'a'.repeat(5000)}`, '/pl/about/x',
    ]
    for (const path of nothing) {
      it(`answer 404 to ${path.slice(0, 60)}`, async () => {
        const answer = await browser().once('GET', path)
        const html = await answer.text()
        assert.equal(answer.status, 404)
        assert.match(html, /<meta name="robots" content="noindex">/)
        assert.equal(answer.headers.get('set-cookie') === null || !/^\/(uk|en|pl|a)/.test(path), true)
        if (path.startsWith('/uk/') && !path.includes('%E0')) assert.match(html, /<html lang="uk"/)
      })
    }

    it('give nothing away to a backslash or a second slash', async () => {
      for (const path of ['/ua//evil.example', '/ua/\\evil.example', '/ua/%5Cevil.example', '//evil.example/..']) {
        const { status, headers } = await browser().once('GET', `${site.url}${path}`)
        assert.ok(status === 301 || status === 404, path)
        assert.ok(!headers.get('location') || /^\/uk\//.test(headers.get('location') ?? ''), path)
      }
    })
  })

  describe('the switcher', () => {
    const linkTo = ({ html }: Answer, language: string) => new RegExp(`<a href="([^"]+)"[^>]*hreflang="${language}"`).exec(html)?.[1] ?? ''

    for (const path of ['/uk/', '/uk/articles', '/uk/about', '/uk/articles/tykhyi-mist', '/uk/articles/bereh', '/uk/articles/nobody-knows']) {
      it(`leads from ${path} to the same in another language and back`, async () => {
        const start = await browser().get(path)
        const there = await browser().get(linkTo(start, 'en'))
        assert.match(there.html, /<html lang="en"/)
        const [nav = ''] = /<nav class="languages"[\s\S]*?<\/nav>/.exec(there.html) ?? []
        assert.equal(linkTo({ ...there, html: nav }, 'uk'), path.replace('/articles/nobody-knows', '/'))
      })
    }

    it('says in words where there is no translation yet, and leads to the page that says so', async () => {
      const { html } = await browser().get('/uk/articles/bereh')
      assert.match(html, /<a href="\/en\/articles\/bereh" hreflang="en" rel="nofollow"><span lang="en"[^>]*>English<\/span> <span class="absent">немає перекладу/)
    })

    it('keeps the article and the paragraph: the same ids stand in every language (P05, P22)', async () => {
      const ids = async (path: string) => [...(await browser().get(path)).html.matchAll(/id="(p-\w+)"/g)].map(([, id]) => id)
      const english = await ids('/en/articles/the-quiet-bridge')
      assert.deepEqual(english, both.segments.map((segment) => `p-${segment}`))
      assert.deepEqual(await ids('/uk/articles/tykhyi-mist'), english)
    })
  })

  describe('an article that is not in the language', () => {
    it('gets an honest page: 404, in the language asked for, with a way to the original (P11)', async () => {
      const answer = await browser().get('/en/articles/bereh')
      assert.equal(answer.status, 404)
      assert.match(answer.html, /<html lang="en"[\s\S]*<h1>Not available in English yet<\/h1>/)
      assert.match(answer.html, /<section class="teaser elsewhere" lang="uk">\s*<h2>Берег<\/h2>/)
      assert.match(answer.html, /<a href="\/uk\/articles\/bereh" lang="uk" hreflang="uk">Читати українською<\/a>/)
      assert.match(answer.html, /content="noindex"/)
      assert.equal(answer.headers.get('x-robots-tag'), 'noindex')
      assert.doesNotMatch(answer.html, /rel="canonical"|rel="alternate" hreflang="x-default"/)
      assert.match(answer.html, /Latest in English[\s\S]*The quiet bridge/)
    })

    it('gets it in a language that the interface does not speak, too', async () => {
      const { html, status } = await browser().get('/pl/articles/bereh')
      assert.equal(status, 404)
      assert.deepEqual(await checkHtml(html), [])
    })

    it('says of a language it was withdrawn from that it was there before', async () => {
      const gone = await publishNew(site, 'en', ['The empty quay', 'It rained.'])
      await translate(site, gone, 'uk', ['Порожня набережна', 'Дощило.'])
      await publish(site, gone, 'uk')
      const address = await addressOf(site, gone, 'uk')
      await withdraw(site, gone, 'uk')
      const answer = await browser().get(address)
      assert.equal(answer.status, 404)
      assert.match(answer.html, /<h1>Цю статтю знято з публікації/)
      assert.doesNotMatch(answer.html, /ще немає/)
    })

    it('never calls a withdrawn original a translation that is missing, in the switcher or on its page', async () => {
      const gone = await publishNew(site, 'uk', ['Порожній причал', 'Дощило.'])
      await translate(site, gone, 'en', ['The empty pier', 'It rained.'])
      await publish(site, gone, 'en')
      const [original, translation] = [await addressOf(site, gone, 'uk'), await addressOf(site, gone, 'en')]
      await withdraw(site, gone, 'uk')
      const { html } = await browser().get(translation)
      assert.match(html, /Українська<\/span> <span class="absent">withdrawn</)
      assert.match(html, /Polski<\/span> <span class="absent">not translated yet</i)
      const page = await browser().get(original)
      assert.match(page.html, /Раніше вона тут була\. Її можна читати іншими мовами:/)
      assert.doesNotMatch(page.html, /Перекладу поки немає/)
    })

    it('is nowhere once it was withdrawn everywhere, and comes back', async () => {
      const article = await publishNew(site, 'en', ['Gone tomorrow', 'Text.'])
      const path = await addressOf(site, article, 'en')
      assert.equal((await browser().get(path)).status, 200)
      await withdraw(site, article, 'en')
      const gone = await browser().get(path)
      assert.equal(gone.status, 404)
      assert.doesNotMatch(gone.html, /Gone tomorrow/)
      assert.equal((await browser().get(`${path}/editions/1`)).status, 404)
    })
  })

  it('is valid HTML on every page, in every language', async () => {
    const paths = ['', 'articles', 'about', 'nothing', 'articles/the-quiet-bridge', 'articles/the-quiet-bridge/editions', 'articles/the-quiet-bridge/editions/1', 'articles/bereh']
    for (const path of ['uk', 'en', 'pl'].flatMap((language) => paths.map((one) => `/${language}/${one}`))) {
      assert.deepEqual(await checkHtml((await browser().get(path)).html), [], path)
    }
  })

  it('marks content by its own language where the interface does not speak it', async () => {
    const { html } = await browser().get('/pl/')
    assert.match(html, /<html lang="en"/)
    assert.match(html, /<a class="name" href="\/pl\/" lang="pl">/)
  })

  it('names among its languages exactly those that are published, the same on every version (P21)', async () => {
    const cluster = async (path: string) => [...(await browser().get(path)).html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)]
      .map(([, language, href]) => `${language} ${href}`)
    const english = await cluster('/en/articles/the-quiet-bridge')
    assert.deepEqual(english, [`en ${site.url}/en/articles/the-quiet-bridge`, `uk ${site.url}/uk/articles/tykhyi-mist`, `x-default ${site.url}/en/articles/the-quiet-bridge`])
    assert.deepEqual(await cluster('/uk/articles/tykhyi-mist'), english)
    assert.deepEqual(await cluster('/uk/articles/bereh'), [`uk ${site.url}/uk/articles/bereh`, `x-default ${site.url}/uk/articles/bereh`])
  })

  it('says who translated and reviewed it, from what, and which edition it is', async () => {
    const { html } = await browser().get('/uk/articles/tykhyi-mist')
    for (const words of ['Переклад: Ada', '<dt>Рецензія</dt><dd>Rev</dd>', '<a href="/en/articles/the-quiet-bridge" lang="en" hreflang="en">The quiet bridge</a> (англійська', 'Видання 1']) {
      assert.ok(html.includes(words), words)
    }
  })

  it('answers whoever watches over the server', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const answer = await browser().once('GET', path)
      assert.deepEqual([answer.status, await answer.json(), answer.headers.get('set-cookie')], [200, { ok: true }, null])
    }
  })
})
