import type { NewSegment } from '../src/articles/model.ts'
import { storeImage } from '../src/assets/actions.ts'
import { picture } from './pictures.ts'
import { publish, publishNew, type Brought } from './readers.ts'
import type { TestSite } from './site.ts'
import { reviewAll, submit } from './world.ts'

const NAME = '`very_long_name_of_something_that_does_not_break_anywhere_at_all_in_it`'
const of = (kind: NewSegment['kind'], text: string, more: Partial<NewSegment> = {}): NewSegment => ({ kind, level: 0, list: null, text, ...more })

/** An article in English with every kind of paragraph, its beginning in Ukrainian too. */
export async function publishEverything(site: TestSite): Promise<Brought> {
  const { hash: asset } = await storeImage(site.db, site.world.ed, 'en', await picture(2000, 1200))
  const article = await publishNew(site, 'en', [
    of('title', 'The bridge and *everything* in it'), of('lead', 'A lead of **several** words.'), of('paragraph', `One ${NAME} here.`),
    of('heading', 'The first part', { level: 2 }), of('image', 'A bridge over quiet water', { asset }), of('caption', 'The old bridge in June'),
    of('list_item', 'An item of a list', { level: 1, list: 'ordered' }), of('quotation', 'They said it rained.'),
    of('heading', 'The second part', { level: 2 }), of('code', `const line = '${'x'.repeat(200)}'`), of('rule', '---'),
    of('heading', 'The third part', { level: 2 }), of('paragraph', 'A [link to the bridge](https://example.org) ends it.'),
    of('author_name', 'An English Author'), of('author_role', 'director of bridges'),
  ])
  const ukrainian = ['Міст і *все* на ньому', 'Кілька слів про міст.', `Ось ${NAME} тут.`, 'Перша частина', 'Міст над тихою водою']
  const desk = { ...article, language: 'uk' }
  await submit(site.db, site.world.ada, desk, Object.fromEntries(ukrainian.map((text, at) => [article.segments[at] ?? '', text])))
  await reviewAll(site.db, site.world.rev, desk)
  await publish(site, article, 'uk', { missing: 8 })
  return article
}

/** Pieces of two words and more in the letters of the other language, under no element that says so. Runs in the page. */
export function findUnmarked(): string[] {
  const scripts = [['uk', /\p{Script=Cyrillic}{2,}\s+\p{Script=Cyrillic}{2,}/u], ['en', /\p{Script=Latin}{2,}\s+\p{Script=Latin}{2,}/u]] as const
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (walker.nextNode()) {
    const { currentNode: { textContent, parentElement } } = walker
    const text = (textContent ?? '').trim()
    if (parentElement?.closest('code, script, [translate="no"]')) continue
    const spoken = parentElement?.closest('[lang]')?.getAttribute('lang')
    for (const [language, letters] of scripts) if (letters.test(text) && spoken !== language) found.push(text)
  }
  return found
}
