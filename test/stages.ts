import type { Id } from '../src/db/columns.ts'
import { publishEdition, withdrawEdition } from '../src/editions/actions.ts'
import { newArticle, reviewAll, submit, translateAll, type Desk, type World } from './world.ts'

type Room = Desk & { at: (i: number) => Id }

const accepted = { missing: 0, behind: 0 }

/** What was done to an article of a title and three paragraphs, for each way in which its Ukrainian translation can stand. */
const STAGES: Record<string, (world: World, desk: Room) => Promise<void>> = {
  untouched: async () => {},
  waiting: async ({ db, ada, bob }, desk) => {
    await submit(db, ada, desk, { [desk.at(1)]: 'раз' })
    await submit(db, bob, desk, { [desk.at(2)]: 'два', [desk.at(3)]: 'три' })
  },
  returned: async ({ db, ada, rev }, desk) => {
    await submit(db, ada, desk, { [desk.at(1)]: 'раз', [desk.at(2)]: 'два' })
    await reviewAll(db, rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
  },
  edited: async ({ db, ada, rev }, desk) => {
    await submit(db, ada, desk, { [desk.at(1)]: 'раз' })
    await reviewAll(db, rev, desk, () => ({ outcome: 'edit', text: 'раз!' }))
  },
  ready: async (world, desk) => translate(world, desk, 'ready'),
  sent: async ({ db, ada }, desk) => {
    await submit(db, ada, desk, { [desk.at(1)]: 'раз', [desk.at(2)]: 'два' })
  },
  published: async (world, desk) => {
    await translate(world, desk, 'published')
    await publish(world, desk)
  },
  stale: async (world, desk) => {
    await translate(world, desk, 'stale')
    await publish(world, desk)
    for (const at of [1, 2]) await changeOriginal(world, desk, at)
  },
  withdrawn: async (world, desk) => {
    await translate(world, desk, 'withdrawn')
    await publish(world, desk)
    await withdrawEdition(world.db, world.ed, { article: desk.article, language: 'uk', reason: 'Помилка' })
  },
}

/** An article for each of them, under its name. */
export async function newStages(world: World): Promise<Map<string, Id>> {
  const articles = new Map<string, Id>()
  for (const [name, prepare] of Object.entries(STAGES)) {
    const { article, segments } = await newArticle(world, 'en', [name, 'one', 'two', 'three'])
    await prepare(world, { article, source: 'en', language: 'uk', at: (i) => segments[i] ?? '' })
    articles.set(name, article)
  }
  return articles
}

async function translate(world: World, desk: Room, title: string): Promise<void> {
  await translateAll(world, desk, [`${title} uk`, 'раз', 'два', 'три'])
}

async function publish({ db, ed }: World, { article, language }: Room): Promise<void> {
  await publishEdition(db, ed, { article, language, accepted })
}

async function changeOriginal({ db, ed, rev }: World, desk: Room, at: number): Promise<void> {
  const original = { ...desk, language: 'en' }
  await submit(db, ed, original, { [desk.at(at)]: `another ${at}` })
  await reviewAll(db, rev, original)
}
