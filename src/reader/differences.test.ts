import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { Browser } from '../../test/browser.ts'
import { byLength } from '../../test/long.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { approveOriginal, blocksOf, paragraph, sendBlocks } from '../../test/originals.ts'
import { reviewAll, submit, type as typeIn } from '../../test/world.ts'
import { publishEdition } from '../editions/actions.ts'
import { changeSettings } from '../people/settings-actions.ts'

describe('the page of what a translation does not say as its original does', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
    await changeSettings(site.db, site.world.admin, { grace: 0 })
  })
  after(() => site.close())

  const bring = async (title: string, uk: string): Promise<Brought> => {
    const article = await publishNew(site, 'en', [title, 'It stood.', 'It turned all day.', 'Nobody came.'])
    await translate(site, article, 'uk', [uk, 'Він стояв.', 'Він крутився весь день.', 'Ніхто не прийшов.'])
    await publish(site, article, 'uk')
    return article
  }
  const read = async (article: Brought, language = 'uk') => new Browser(site).get(`${await addressOf(site, article, language)}/differences`)
  /** The sections of the page by paragraph. */
  const sections = (html: string) => new Map(html.split('<div class="difference">').slice(1)
    .map((section) => [/id="d-(\w+)"/.exec(section)?.[1] ?? '', section]))

  it('shows, of every paragraph that is behind, what the original said and says, beside the translation', async () => {
    const article = await bring('The mill', 'Млин')
    const [, , third = ''] = article.segments
    await changeOriginal(site, article, { [third]: 'It turned all night.' })
    await publish(site, article, 'en')
    const { html, status } = await read(article)
    assert.equal(status, 200)
    assert.deepEqual(await checkHtml(html), [])
    assert.deepEqual([...sections(html).keys()], [third])
    const section = sections(html).get(third) ?? ''
    assert.match(section, /<p class="text" lang="en"[^>]*>It turned all <del><span class="vh">\[deleted: <\/span>day<span class="vh">\]<\/span><\/del><ins><span class="vh">\[added: <\/span>night/)
    assert.match(section, /<p class="text" lang="uk">Він крутився весь день\.<\/p>/)
    assert.match(section, new RegExp(`href="/en/articles/the-mill#p-${third}" hreflang="en"`))
    assert.match(section, new RegExp(`href="/uk/articles/mlyn#p-${third}"`))
    assert.match(html, /1 абзац цього перекладу ще не відповідає оригіналові/)
    assert.match(html, /<meta name="robots" content="noindex">/)
    assert.match(html, new RegExp(`<link rel="canonical" href="${site.url}/uk/articles/mlyn">`))
  })

  it('shows what is new in the original and what is there no longer, each in the order of the article', async () => {
    const article = await bring('The well', 'Криниця')
    const { db, world } = site
    const [title, , turned, nobody] = await blocksOf(db, world.ed, article.article)
    if (!title || !turned || !nobody) throw new Error('the article is too short')
    await sendBlocks(db, world.ed, article.article, [title, paragraph('A heron came by.'), turned, nobody, paragraph('Then it froze.')])
    await approveOriginal(db, world.rev, article.article)
    await publish(site, article, 'en')
    const { html } = await read(article)
    assert.deepEqual(await checkHtml(html), [])
    const all = [...sections(html)]
    assert.deepEqual(all.map(([segment]) => article.segments.indexOf(segment)), [-1, -1, 1])
    assert.match(all[0]?.[1] ?? '', /Новий абзац оригіналу[\s\S]*<p class="text" lang="en">A heron came by\.<\/p>[\s\S]*У цьому перекладі такого абзацу ще немає/)
    assert.match(html, /<h2>Вилучено з оригіналу<\/h2>/)
    assert.match(all[2]?.[1] ?? '', /Цього абзацу в оригіналі вже немає[\s\S]*lang="en">It stood\.<\/p>[\s\S]*lang="uk">Він стояв\./)
    assert.match(html, /3 абзаци цього перекладу ще не відповідають оригіналові/)
  })

  it('says which paragraph a new one was split off, and into which one that is gone was merged (P13)', async () => {
    const [first, second] = ['The heron stood at the edge of the reeds and waited for the water to clear.', 'Then it walked slowly along the bank to the old mill.']
    const [third, fourth] = ['Nobody had lived in the mill since the spring of the great flood.', 'The miller had moved to the town and kept a shop there.']
    const article = await publishNew(site, 'en', ['The heron', `${first} ${second}`, third, fourth])
    await translate(site, article, 'uk', ['Чапля', 'Чапля стояла. Потім пішла.', 'У млині ніхто не жив.', 'Мельник мав крамницю.'])
    await publish(site, article, 'uk')
    const [title] = await blocksOf(site.db, site.world.ed, article.article)
    if (!title) throw new Error('no title')
    await sendBlocks(site.db, site.world.ed, article.article, [title, paragraph(first), paragraph(second), paragraph(`${third} ${fourth}`)])
    await approveOriginal(site.db, site.world.rev, article.article)
    await publish(site, article, 'en')
    const { html } = await read(article)
    assert.deepEqual(await checkHtml(html), [])
    const [, added = '', , removed = ''] = [...sections(html).values()]
    assert.match(added, /В оригіналі це була частина іншого абзацу: 2\.[\s\S]*Then it walked/)
    assert.match(removed, /В оригіналі його обʼєднано з абзацом 3\.[\s\S]*The miller had moved/)
  })

  it('is there with nothing to show while they agree, and for the original itself', async () => {
    const article = await bring('The dam', 'Гребля')
    const same = await read(article)
    assert.equal(same.status, 200)
    assert.match(same.html, /Ця версія відповідає оригіналові/)
    assert.deepEqual(await checkHtml(same.html), [])
    const itself = await read(article, 'en')
    assert.equal(itself.status, 200)
    assert.match(itself.html, /This is the original/)
  })

  it('is as absent as the article is, and leads from an old address to the new one', async () => {
    const browser = new Browser(site)
    const onlyEn = await publishNew(site, 'en', ['The tower', 'It leans.'])
    assert.equal((await browser.get(`/uk/articles/the-tower/differences`)).status, 404)
    assert.equal((await browser.get('/uk/articles/nobody/differences')).status, 404)
    assert.equal((await browser.get(`/en/articles/the-tower/differences`)).status, 200)
    await withdraw(site, onlyEn, 'en')
    assert.equal((await browser.get(`/en/articles/the-tower/differences`)).status, 404)
    const moved = await bring('The lock', 'Шлюз')
    await changeOriginal(site, moved, { [moved.segments[1] ?? '']: 'It opened.' })
    await publish(site, moved, 'en', { slug: 'the-old-lock' })
    const answer = await browser.once('GET', '/en/articles/the-lock/differences')
    assert.deepEqual([answer.status, answer.headers.get('location')], [301, '/en/articles/the-old-lock/differences'])
  })

  it('says so where readers never had the words that a paragraph was made from, or have them no longer, and shows none of them', async () => {
    const never = await bring('The canal', 'Канал')
    const [, second = '', third = ''] = never.segments
    await changeOriginal(site, never, { [second]: 'CANARY never published.' })
    const desk = { ...never, language: 'uk' }
    await submit(site.db, site.world.ada, desk, { [second]: 'Він тік.' })
    await reviewAll(site.db, site.world.rev, desk)
    await publish(site, never, 'uk')
    await changeOriginal(site, never, { [second]: 'It flowed.' })
    await publish(site, never, 'en')
    const { html } = await read(never)
    assert.match(sections(html).get(second) ?? '', /lang="en">It flowed\.<\/p>[\s\S]*читачі не мають, тому показано лише нинішній/)
    assert.doesNotMatch(html, /CANARY/)

    await changeOriginal(site, never, { [third]: 'CANARY withdrawn.' })
    await publish(site, never, 'en')
    await translateAgain(never, { [second]: 'Він тік собі.', [third]: 'Він зник.' })
    await publish(site, never, 'uk')
    await withdraw(site, never, 'en')
    await changeOriginal(site, never, { [third]: 'It was gone.' })
    await publish(site, never, 'en')
    const later = (await read(never)).html
    assert.match(sections(later).get(third) ?? '', /It was gone\.[\s\S]*читачі не мають/)
    assert.doesNotMatch(later, /CANARY/)
    assert.deepEqual(await checkHtml(later), [])
  })

  it('shows what an editor published behind a text that readers are yet to get without a word of that text', async () => {
    const article = await bring('The weir', 'Загата')
    const [, second = ''] = article.segments
    await changeOriginal(site, article, { [second]: 'CANARY to come.' })
    await publishEdition(site.db, site.world.ed, { article: article.article, language: 'uk', accepted: { missing: 0, behind: 1 } })
    await site.publicationChanged()
    const { html } = await read(article)
    assert.match(sections(html).get(second) ?? '', /lang="en">It stood\.<\/p>[\s\S]*нового тексту читачі ще не мають/)
    assert.doesNotMatch(html, /CANARY/)
    await withdraw(site, article, 'en')
    const alone = (await read(article)).html
    assert.match(sections(alone).get(second) ?? '', /Оригінал не опубліковано/)
    assert.doesNotMatch(alone, /CANARY|It stood/)
    assert.deepEqual(await checkHtml(alone), [])
  })

  it('shows a gap that is old as it stands, and a change of marks alone as it was typed', async () => {
    const article = await publishNew(site, 'en', ['The pier', 'It was long.', 'Read [the plan](https://a.example).'])
    const desk = { ...article, language: 'uk' }
    await submit(site.db, site.world.ada, desk, { [article.segments[0] ?? '']: 'Пірс', [article.segments[2] ?? '']: 'Читайте [план](https://a.example).' })
    await reviewAll(site.db, site.world.rev, desk)
    await publish(site, article, 'uk', { missing: 1 })
    await changeOriginal(site, article, { [article.segments[1] ?? '']: 'It was short.', [article.segments[2] ?? '']: 'Read [the plan](https://b.example).' })
    await publish(site, article, 'en')
    const { html } = await read(article)
    const all = sections(html)
    assert.match(all.get(article.segments[1] ?? '') ?? '', /<del>[\s\S]*long[\s\S]*<p class="text" lang="en">It was long\.<\/p>/)
    assert.match(all.get(article.segments[2] ?? '') ?? '', /a\.example[\s\S]*Слова ті самі/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('and the notice depend on no unpublished fact: whatever is written, sent and approved, not a byte of readers’ pages moves', async () => {
    const article = await bring('The rapids', 'Пороги')
    const [, second = '', third = '', fourth = ''] = article.segments
    await changeOriginal(site, article, { [second]: 'It foamed.' })
    await publish(site, article, 'en')
    const uk = await addressOf(site, article, 'uk')
    const paths = [uk, `${uk}/differences`, `${uk}/editions`, await addressOf(site, article, 'en')]
    const bytes = async () => {
      await site.publicationChanged()
      return Promise.all(paths.map(async (path) => (await new Browser(site).get(path)).html))
    }
    const published = await bytes()
    const { db, world: { ada, ed, rev } } = site
    const desks = { en: { ...article, language: 'en' }, uk: { ...article, language: 'uk' } }
    const acts = {
      draft: (segment: string, n: number) => typeIn(db, ada, desks.uk, segment, `Чернетка ${n}`),
      proposeOriginal: (segment: string, n: number) => submit(db, ed, desks.en, { [segment]: `Words ${n}` }),
      proposeTranslation: (segment: string, n: number) => submit(db, ada, desks.uk, { [segment]: `Слова ${n}` }),
      approveOriginal: () => reviewAll(db, rev, desks.en),
      approveMinor: () => reviewAll(db, rev, desks.en, () => ({ outcome: 'approve', minor: true })),
      approveTranslation: () => reviewAll(db, rev, desks.uk),
      putBack: () => submit(db, ed, desks.en, { [second]: 'It stood.' }),
    }
    const act = fc.record({
      what: fc.constantFrom(...Object.keys(acts) as (keyof typeof acts)[]), segment: fc.constantFrom(second, third, fourth), n: fc.nat(),
    })
    let done = 0
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 10 }), async (some) => {
      for (const { what, segment, n } of some) {
        // What another act already waits for is refused; that is as good a step as any.
        await acts[what](segment, n).then(() => { done += 1 }, () => undefined)
      }
      assert.deepEqual(await bytes(), published)
    }), { numRuns: byLength(8, 60) })
    assert.ok(done > 20, `${done} acts`)
  })

  async function translateAgain(article: Brought, texts: Record<string, string>): Promise<void> {
    const desk = { ...article, language: 'uk' }
    await submit(site.db, site.world.ada, desk, texts)
    await reviewAll(site.db, site.world.rev, desk)
  }
})
