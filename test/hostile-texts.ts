import { importArticle } from '../src/articles/actions.ts'
import type { NewSegment } from '../src/articles/model.ts'
import { storeImage } from '../src/assets/actions.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { segmentsOf, understandPage } from '../src/exchange/understand.ts'
import type { Actor } from '../src/people/model.ts'
import type { Block } from '../src/text/pagetext/model.ts'
import { readHtml } from '../src/text/markdown/html.ts'
import { readMarkdown } from '../src/text/markdown/read.ts'
import { saveDraft, sendSubmission } from '../src/translations/actions.ts'
import { packs, WRITABLE } from './payloads.ts'
import { picture } from './pictures.ts'
import { publish, publishNew, type Brought } from './readers.ts'
import { newMember, type TestSite } from './site.ts'
import { factsIn, reviewAll, type Desk } from './world.ts'

const LONGEST_MESSAGE = 2000
const ACCEPTED = { missing: 0, behind: 0 }
const KINDS = ['paragraph', 'lead', 'heading', 'list_item', 'quotation', 'caption', 'code', 'author_role'] as const

/** Ways in which words become paragraphs, one payload at a time. */
const READ: Record<string, (text: string, at: number) => Promise<NewSegment[]> | NewSegment[]> = {
  'a page’s text': async (text) => partsOf((await understandPage(text, 'en')).blocks),
  'Markdown': (text) => partsOf(readMarkdown(text).blocks),
  'HTML': (text) => partsOf(readHtml(`<p>${text}</p>`).blocks),
  'paragraphs of every kind': (text, at) => [segment(KINDS[at % KINDS.length] ?? 'paragraph', text)],
}

export function segment(kind: NewSegment['kind'], text: string, asset: string | null = null): NewSegment {
  return { kind, level: kind === 'heading' ? 2 : kind === 'list_item' ? 1 : 0, list: kind === 'list_item' ? 'bulleted' : null, asset, text }
}

function partsOf(blocks: readonly Block[]): NewSegment[] {
  return segmentsOf(blocks).filter(({ text }) => text !== '').map((part) => (part.kind === 'title' || part.kind === 'image' ? segment('paragraph', part.text) : part))
}

export type Texts = Record<'read' | 'marked' | 'made' | 'kinds', Brought>

/** Every payload as paragraphs of published articles, in each way of bringing them in, and as the words and the caption of a picture. */
export async function bringTexts(site: TestSite): Promise<Texts> {
  const { hash } = await storeImage(site.db, site.world.ed, 'en', await picture(600, 300))
  const bring = async (way: string) => {
    const parts = await Promise.all(WRITABLE.map(async ({ text }, at) => READ[way]?.(text, at) ?? []))
    return publishNew(site, 'en', [segment('title', `Out of ${way}`), ...parts.flat()])
  }
  const texts = { read: await bring('a page’s text'), marked: await bring('Markdown'), made: await bring('HTML') }
  const kinds = await bring('paragraphs of every kind')
  await publishNew(site, 'en', [segment('title', 'Pictures'), ...WRITABLE.flatMap(({ text }) => [segment('image', text.replace(/\s+/g, ' '), hash), segment('caption', text)])])
  return { ...texts, kinds }
}

/** Every payload as a translation: approved and published, waiting over it, returned with a reason, changed by a reviewer. */
export async function translateTexts(site: TestSite, { read, marked, made, kinds }: Texts): Promise<void> {
  const { db, world: { ada, rev, ed } } = site
  const into = (brought: Brought) => ({ ...brought, language: 'uk' })
  for (const brought of [read, kinds]) {
    await translateEvery(site, ada, into(brought), 7)
    await reviewAll(db, rev, into(brought))
    await publish(site, brought, 'uk')
  }
  await translateEvery(site, ada, into(read), 31)
  await translateEvery(site, ed, { ...kinds, language: 'en' }, 13)
  await reviewAll(db, rev, { ...kinds, language: 'en' })
  await publish(site, kinds, 'en')
  const nth = turning(WRITABLE.map(({ text }) => text))
  await translateEvery(site, ada, into(marked), 11)
  await reviewAll(db, rev, into(marked), () => ({ outcome: 'return', reason: nth() }))
  await translateEvery(site, ada, into(made), 17)
  await reviewAll(db, rev, into(made), () => ({ outcome: 'edit', text: nth() }))
}

const nextMessage = turning(packs(LONGEST_MESSAGE))

/** Each paragraph gets the payload that stands `on` places after its own; sent in a few submissions, each with many as its message. */
async function translateEvery({ db }: TestSite, writer: Actor, desk: Desk, on: number): Promise<void> {
  const place = { article: desk.article, language: desk.language }
  const all = await factsIn(db, desk.article, desk.source, desk.language, writer)
  for (const [at, { segment: id, source, approved, kind }] of all.entries()) {
    const text = WRITABLE[(at + on) % WRITABLE.length]?.text ?? ''
    const shown = { base: approved?.revision ?? null, source: source?.revision ?? null, version: 0 }
    await saveDraft(db, writer, { ...place, segment: id, text: kind === 'title' ? text.replace(/\s+/g, ' ') : text, shown })
  }
  const typed = (await factsIn(db, desk.article, desk.source, desk.language, writer))
    .flatMap(({ segment: id, draft }) => draft ? [{ segment: id, version: draft.version, anyway: true }] : [])
  const third = Math.ceil(typed.length / 3)
  for (const from of [0, third, 2 * third]) {
    await sendSubmission(db, writer, { ...place, message: nextMessage(), drafts: typed.slice(from, from + third) })
  }
}

/** Every payload as a title, an author with a role, a topic, and the name of whoever brought the article in. */
export async function nameEverything(site: TestSite): Promise<void> {
  for (const { text } of WRITABLE) {
    const name = text.replace(/\s+/g, ' ')
    const person = await newMember(site, name, ['publish:en', 'translate:uk'])
    const { article } = await importArticle(site.db, person, {
      language: 'en', siteText: null, approved: true, message: '',
      segments: [segment('title', name), segment('author_name', name), segment('author_role', name), segment('lead', text)],
      details: { authors: [{ name, role: name }], topics: [name], genre: 'essay', date: null },
    })
    await publishEdition(site.db, person, { article, language: 'en', accepted: ACCEPTED })
  }
}

/** One after another, and again from the first. */
export function turning(all: readonly string[]): () => string {
  let at = 0
  return () => all[at++ % all.length] ?? ''
}
