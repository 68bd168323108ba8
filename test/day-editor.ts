import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Language } from '../src/db/columns.ts'
import type { Hand } from './hands.ts'
import { picture } from './pictures.ts'
import { newArticle, type World } from './world.ts'

/** An editor's page and how they work it. */
interface Desk {
  page: Page
  hand: Hand
}

/** A Markdown file with an image and front matter; then its details. */
export async function bringIn({ page, hand }: Desk, source: Language, texts: readonly string[]): Promise<string> {
  const { press, pick, choose } = hand
  const [title, lead, first, image, caption, second, author, role] = texts
  const front = ['---', `title: ${title}`, `lead: ${lead}`, `author: {name: ${author}, role: ${role}}`, 'date: 2025-12-10', '---']
  const text = [front.join('\n'), first, `![${image}](bridge.png "${caption}")`, second].join('\n\n')
  await page.goto('/desk/articles/new')
  await choose(page.locator(`input[name="language"][value="${source}"]`))
  await page.locator('#file').setInputFiles({ name: 'bridge.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })
  await page.locator('#pictures').setInputFiles({ name: 'bridge.png', mimeType: 'image/png', buffer: await picture(640, 400) })
  await press(page.locator('button[value="file"]'))
  await page.locator('.picture img').waitFor()
  await choose(page.locator('[name="approved"][value="yes"]'))
  await press(page.locator('.end button.primary'))
  await page.waitForURL('**done=imported**')
  await press(page.locator('main a[href$="/details"]').first())
  await pick(page.locator('#genre'), 'essay')
  await press(page.locator('form.details button.primary'))
  await page.waitForURL('**/details?done=**')
  return new URL(page.url()).pathname.replace('/details', '')
}

export async function archiveAnother({ page, hand }: Desk, world: World): Promise<void> {
  const { press, write } = hand
  const { article } = await newArticle(world, 'en', ['An old page', 'Words.'])
  await page.goto(`/desk/articles/${article}/details`)
  await press(page.locator('a[href$="/archive"]'))
  await write(page.locator('[name="reason"]'), 'Nobody needs it.')
  await press(page.locator('main form button.primary'))
  await page.waitForURL('**done=archived')
  await page.goto('/desk/articles')
  assert.equal(await page.locator(`main a[href*="${article}"]`).count(), 0, 'what is archived is not among the articles')
}

export async function seeWhatIsMissing(page: Page, room: string): Promise<void> {
  await page.goto(`${room}/editions`)
  assert.ok(await page.locator('.ready li[data-why]').count() > 0, 'why it cannot be published whole is listed')
}

export async function schedule({ page, hand }: Desk, room: string): Promise<void> {
  const { press, write, choose } = hand
  await page.goto(`${room}/editions`)
  await choose(page.locator('#together'))
  await press(page.locator('.publish-later summary'))
  await write(page.locator('#date'), '2031-01-01')
  await write(page.locator('#time'), '12:00')
  await press(page.locator('button[value="later"]'))
  await page.waitForURL('**done=scheduled**')
  await press(page.locator('form[action$="/cancellations"] button'))
  await page.waitForURL('**done=unscheduled')
}

/** The original and its translation at once. */
export async function publish({ page, hand }: Desk): Promise<void> {
  const { press, choose } = hand
  await choose(page.locator('#together'))
  await press(page.locator('button[value="now"]'))
  await page.waitForURL('**/editions/1?done=together')
}

export async function withdrawAndBringBack({ page, hand }: Desk, room: string): Promise<void> {
  const { press, write } = hand
  await page.goto(`${room}/editions`)
  await press(page.locator('details.withdraw summary'))
  await write(page.locator('details.withdraw [name="reason"]'), 'Wrong name.')
  await press(page.locator('details.withdraw button'))
  await page.waitForURL('**done=withdrawn')
  const edition = page.locator('article.edition', { has: page.locator('form[action$="/editions/2/restorations"]') })
  await press(edition.locator('summary'))
  await write(edition.locator('[name="reason"]'), 'The name is right.')
  await press(edition.locator('form button'))
  await page.waitForURL('**/editions/3?done=restored')
}
