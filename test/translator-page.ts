import type { Browser, Page } from 'playwright-core'
import type { Actor } from '../src/people/model.ts'
import { Browser as Forms } from './browser.ts'
import type { TestSite } from './site.ts'

/** A translator in a real browser, and what the page asked before it was left. */
export interface Seat {
  page: Page
  questions: string[]
  /** The field of the paragraph at a position, and what stands beside it. */
  field: (i: number) => ReturnType<Page['locator']>
  saved: (i: number) => ReturnType<Page['locator']>
  button: (name: string) => ReturnType<Page['locator']>
}

export async function openSeat(browser: Browser, site: TestSite, path: string, { person = site.world.ada, language = 'en', ...options }: {
  person?: Actor; language?: string; javaScriptEnabled?: boolean; timezoneId?: string
} = {}): Promise<Seat> {
  const context = await browser.newContext({ baseURL: site.url, locale: language, ...options })
  context.setDefaultTimeout(15_000)
  const value = (await new Forms(site).signInAs(site, person)).cookie('__Host-sid') ?? ''
  await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
  return seatOn(await context.newPage(), path)
}

/** Another window of the same browser. */
export async function openBeside({ page }: Seat, path: string): Promise<Seat> {
  return seatOn(await page.context().newPage(), path)
}

async function seatOn(page: Page, path: string): Promise<Seat> {
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.type())
    void dialog.accept()
  })
  await page.goto(path)
  return {
    page, questions,
    field: (i) => page.locator('.write textarea').nth(i),
    saved: (i) => page.locator('.write .saved').nth(i),
    button: (name) => page.getByRole('button', { name }),
  }
}
