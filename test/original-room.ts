import assert from 'node:assert/strict'
import { importArticle } from '../src/articles/actions.ts'
import type { Id } from '../src/db/columns.ts'
import { segmentsOf } from '../src/exchange/understand.ts'
import type { Actor } from '../src/people/model.ts'
import { readMarkdown } from '../src/text/markdown/read.ts'
import { Browser, type Answer } from './browser.ts'
import { newPostgresDatabase } from './databases.ts'
import { choicesIn, fieldsIn } from './forms.ts'
import { checkHtml } from './markup.ts'
import { startTestSite, type TestSite } from './site.ts'
import { translateAll } from './world.ts'

/** A real site over each of the two databases. */
export const SITES: Readonly<Record<string, () => Promise<TestSite>>> = {
  sqlite: () => startTestSite(),
  postgres: async () => startTestSite({ DATABASE_URL: await newPostgresDatabase() }),
}

export const ORIGINAL = `# The quiet bridge

It rained in the night over the whole valley.

Nobody came to the old bridge before noon.

## The flood

The river had taken two of its seven arches. The mayor said that it could be mended by autumn.

A ferry was hired for the summer.

The baker rowed it himself on Sundays.

The harbour was quiet all that week.

People said "never again" and meant it.
`

/** The same moved, edited, split, merged, removed, with other quotation marks and something new. */
export const CHANGED = `# The quiet bridge

Nobody came to the old bridge before noon.

It rained in the night over the whole valley.

## The great flood

The river had taken two of its seven arches.

The mayor said that it could be mended by autumn.

A ferry was hired for the summer. The baker rowed it himself on Sundays.

People said “never again” and meant it.

A photographer came from the capital with a tripod.
`

export interface OriginalRoom {
  article: Id
  segments: Id[]
  source: string
  plan: string
}

/** An English article that is translated into Ukrainian. */
export async function newOriginal(site: TestSite, text = ORIGINAL, { translated = true } = {}): Promise<OriginalRoom> {
  const given = segmentsOf(readMarkdown(text).blocks)
  const { article, segments } = await importArticle(site.db, site.world.ed, { language: 'en', siteText: null, segments: given, approved: true, message: '' })
  if (translated) await translateAll(site.world, { article, source: 'en', language: 'uk' }, given.map((_, at) => `Абзац ${at + 1}`))
  const source = `/desk/articles/${article}/source`
  return { article, segments, source, plan: `${source}/plan` }
}

/** As `checkHtml`, which keeps this process busy for long: connections that grew old meanwhile are closed before a request takes one. */
export async function checkMarkup(html: string): Promise<string[]> {
  const faults = await checkHtml(html)
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  return faults
}

export async function enter(site: TestSite, person: Actor, language = 'en'): Promise<Browser> {
  return new Browser(site, { language }).signInAs(site, person)
}

/** What the form on a page would send as it stands, without its buttons. */
export function formOf(html: string, action: string): Record<string, string> {
  return Object.fromEntries([...fieldsIn(html, action), ...choicesIn(html, action)].filter(([name]) => name !== 'file' && name !== 'pictures'))
}

/** Presses a button of the form on an answer, some fields changed before. */
export async function press(
  browser: Browser, { html }: Answer, action: string, what: string, changes: Record<string, string> = {},
): Promise<Answer> {
  return browser.postRaw(action, { ...formOf(html, action), ...changes, do: what })
}

/** Types a whole text and asks what it changes. */
export async function planText(browser: Browser, { source }: OriginalRoom, text: string): Promise<Answer> {
  return press(browser, await browser.get(source), source, 'plan', { text })
}

/** The words of each change on a plan, in order, with their numbers. */
export function changesOn(html: string): string[] {
  const lines = html.matchAll(/<li class="one"[^>]*data-change="(\w+)"[\s\S]*?<span aria-hidden="true">([^<]*)<\/span>/g)
  return [...lines].map(([, word = '', number = '']) => `${number} ${word}`)
}

/** The name of the field beside a change that matches. */
export function fieldBeside(html: string, words: RegExp, name: 'as' | 'change'): string {
  // What may be chosen in its place names other paragraphs.
  const entry = html.split('<li class="one"').find((one) => words.test(one.replace(/<option[^]*?<\/option>/g, ''))) ?? assert.fail(`no change with ${words}`)
  return new RegExp(`name="(${name}:[^"]+)"`).exec(entry)?.[1] ?? assert.fail(`no ${name} beside ${words}`)
}
