import assert from 'node:assert/strict'
import type { Id } from '../src/db/columns.ts'
import type { Actor } from '../src/people/model.ts'
import type { SegmentFacts } from '../src/segments/model.ts'
import { Browser, type Answer } from './browser.ts'
import { fieldsOf } from './paragraph-form.ts'
import type { TestSite } from './site.ts'
import { factsIn, newArticle, reviewAll, submit, type Desk } from './world.ts'

/** An article in English on its way into Ukrainian, with the addresses of both pages. */
export interface Room extends Desk {
  segments: Id[]
  page: string
  original: string
}

/** What tests of the translator's room do, on one site. */
export function translatorOn(site: () => TestSite) {
  const as = (person: Actor, language = 'en') => new Browser(site(), { language }).signInAs(site(), person)

  async function newRoom(texts = ['The quiet bridge', 'It rained.', 'Nobody came.'], approved = true): Promise<Room> {
    const { article, segments } = await newArticle(site().world, 'en', texts, approved)
    const page = (language: string) => `/desk/articles/${article}/languages/${language}`
    return { article, source: 'en', language: 'uk', segments, page: page('uk'), original: page('en') }
  }

  async function factOf(room: Room, i: number, person?: Actor): Promise<SegmentFacts> {
    const facts = (await factsIn(site().db, room.article, room.source, room.language, person))[i]
    assert.ok(facts)
    return facts
  }

  /** Presses a button of the page as it stands, with these fields changed. */
  async function press(browser: Browser, page: string, button: string, changes: Record<string, string> = {}): Promise<Answer> {
    return browser.postRaw(`${page}/drafts`, { ...fieldsOf(await browser.get(page), '/drafts'), ...changes, do: button })
  }

  /** Types into the paragraph's field as it stands on the page, and saves. */
  async function save(browser: Browser, page: string, segment: Id | undefined, text: string): Promise<Answer> {
    return press(browser, page, `next:${segment}`, { [textOf(segment)]: text })
  }

  /** Sends what is ticked on the page to review. */
  async function send(browser: Browser, page: string, changes: Record<string, string> = {}): Promise<Answer> {
    return browser.postRaw(`${page}/submissions`, { ...fieldsOf(await browser.get(page), '/submissions'), ...changes, do: 'chosen' })
  }

  async function changeOriginal(room: Room, i: number, text: string): Promise<void> {
    await submit(site().db, site().world.ed, { ...room, language: room.source }, { [room.segments[i] ?? '']: text })
    await reviewAll(site().db, site().world.rev, { ...room, language: room.source })
  }

  async function approve(room: Room, texts: Record<number, string>): Promise<void> {
    const typed = Object.entries(texts).map(([i, text]) => [room.segments[Number(i)] ?? '', text] as const)
    await submit(site().db, site().world.ada, room, Object.fromEntries(typed))
    await reviewAll(site().db, site().world.rev, room)
  }

  return { as, newRoom, factOf, press, save, send, changeOriginal, approve }
}

/** The name of a paragraph's field. */
export function textOf(segment: Id | undefined): string {
  return `text:${segment ?? ''}`
}

/** How the address ends to which a script sends one paragraph. */
export function draftOf(segment: Id | undefined): string {
  return `/segments/${segment ?? ''}/draft`
}
