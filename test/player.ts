import type { Browser, ElementHandle, Page } from 'playwright-core'
import { fieldIn, findNamed } from './reader-hand.ts'
import type { Step } from './tutorial.ts'

interface Window {
  page: Page
  places: string[]
  field: ElementHandle<HTMLElement> | null
}

/** Does what a tutorial says, in as many windows as it has people; a person's first window opens the link that was shown last. */
export class Player {
  readonly #browser: Browser
  readonly #language: string
  readonly #run: (command: string) => Promise<{ url: string; link: string } | null>
  readonly #windows = new Map<string, Window>()
  #url = ''
  #link: string | null = null
  #now: Window | null = null

  constructor(browser: Browser, language: string, run: (command: string) => Promise<{ url: string; link: string } | null>) {
    this.#browser = browser
    this.#language = language
    this.#run = run
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const [i, step] of steps.entries()) {
      await this.#take(step).catch(async (error: unknown) => {
        const screen = await this.#now?.page.locator('main').ariaSnapshot().catch(() => '')
        throw new Error(`step ${i}, ${step.does} “${step.text}”, after “${steps[i - 1]?.text ?? ''}”, on ${this.#now?.page.url() ?? 'no page'}:\n${screen ?? ''}`, { cause: error })
      })
    }
  }

  async #take({ does, text }: Step): Promise<void> {
    if (does === 'command') {
      const started = await this.#run(text)
      if (started) [this.#url, this.#link] = [started.url, started.link]
      return
    }
    if (does === 'window') {
      this.#now = this.#windows.get(text) ?? await this.#open(text)
      return
    }
    const window = this.#now
    if (!window) throw new Error('nobody’s window is open')
    if (does === 'open') await window.page.goto(`${this.#url}${text}`)
    else if (does === 'see') await window.page.getByText(text).filter({ visible: true }).first().waitFor()
    else if (does === 'type') await type(window, text)
    else await this.#act(window, text)
  }

  async #open(person: string): Promise<Window> {
    const context = await this.#browser.newContext({ locale: this.#language })
    context.setDefaultTimeout(20_000)
    const window: Window = { page: await context.newPage(), places: [], field: null }
    if (this.#link !== null) await window.page.goto(this.#link)
    this.#link = null
    this.#windows.set(person, window)
    return window
  }

  async #act(window: Window, name: string): Promise<void> {
    const { what, element, places } = await findNamed(window.page, name, window.places)
    window.field = null
    if (what === 'place') window.places = [...places, name]
    else if (what === 'choice') await element.check()
    else if (what === 'field') await this.#chooseField(window, element)
    else {
      // What was pressed ends the work in a place; what opens only a part of it does not.
      if (!await element.evaluate((pressed) => pressed.matches('summary'))) window.places = []
      await element.click()
      await settle(window.page)
    }
  }

  /** A field that cannot be written into shows something to take along. */
  async #chooseField(window: Window, element: ElementHandle<HTMLElement>): Promise<void> {
    if (await element.getAttribute('readonly') === null) window.field = element
    else this.#link = await element.inputValue()
  }
}

async function type({ page, places, field }: Window, text: string): Promise<void> {
  if (field) return field.fill(text)
  if (places.length > 0) return (await fieldIn(page, places)).fill(text)
  await page.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement && document.activeElement.value === '')
  await page.keyboard.insertText(text)
}

/** Resolves once the page asks for nothing any more. */
async function settle(page: Page): Promise<void> {
  const open = new Set<unknown>()
  await new Promise<void>((resolve) => {
    const rest = () => setTimeout(end, 300)
    let timer = rest()
    const moved = () => {
      clearTimeout(timer)
      if (open.size === 0) timer = rest()
    }
    const began = (request: unknown) => { open.add(request); moved() }
    const ended = (request: unknown) => { open.delete(request); moved() }
    function end(): void {
      page.off('request', began).off('requestfinished', ended).off('requestfailed', ended)
      resolve()
    }
    page.on('request', began).on('requestfinished', ended).on('requestfailed', ended)
  })
  await page.waitForLoadState()
}
