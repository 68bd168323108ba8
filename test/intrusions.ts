import type { Browser, Page } from 'playwright-core'

/** What runs in each page before anything of its own: counts what a payload ran, what the policy stopped, and finds what a payload made. */
const WATCH = () => {
  const [ran, stopped]: [unknown[], string[]] = [[], []]
  const strange = 'base, object, embed, iframe, frame, applet, math, plaintext, xmp, marquee, portal, style, meta[http-equiv], script:not([src], [type$=json])'
  const addresses = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'srcset', 'poster', 'to']
  const wrongIn = ({ name, value }: Attr) => name === 'zz' || /^on|^srcdoc$/.test(name)
    || (addresses.includes(name) && /^(javascript|data|vbscript|blob|view-source):|^(https?:)?[\\/]{2}zz\./i.test(value.replace(/[\0- ]/g, '')))
  const findMade = (root: Document) => [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.matches(strange) ? [`<${element.localName}>`] : []),
    ...[...element.attributes].filter(wrongIn).map((attribute) => `<${element.localName} ${attribute.name}=${attribute.value}>`),
    ...(element instanceof HTMLScriptElement && !element.src && !isJson(element.text) ? ['a broken <script>'] : []),
  ])
  const isJson = (text: string) => {
    try {
      return JSON.parse(text) !== undefined
    } catch {
      return false
    }
  }
  const once = { configurable: false, writable: false }
  Object.defineProperties(window, {
    __x: { ...once, value: (id: unknown) => ran.push(id) }, __ran: { ...once, value: ran },
    __stopped: { ...once, value: stopped }, __made: { ...once, value: findMade },
  })
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => stopped.push(`${violatedDirective} ${sample}`))
}

export interface Seen {
  path: string
  /** What a payload did: ran, made something of the page, was stopped by the policy, fetched or opened something. */
  faults: string[]
  links: string[]
  /** Every word of the page, and what stands in its fields. */
  words: string
}

/** Opens pages in a browser that has scripts, and finds what words did that should only stand there. */
export class Guard {
  readonly page: Page
  readonly #parser: Page
  #events: string[] = []

  private constructor(page: Page, parser: Page) {
    this.page = page
    this.#parser = parser
    page.on('dialog', (dialog) => {
      this.#events.push('a dialog')
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      const { pathname, host } = new URL(request.url())
      if (host === 'zz.invalid' || /^\/zz/.test(pathname)) this.#events.push(`a request to ${request.url()}`)
    })
  }

  static async open(browser: Browser, { baseURL, language = 'en', session }: { baseURL: string; language?: string; session?: string | undefined }): Promise<Guard> {
    const context = await browser.newContext({ baseURL, locale: language })
    if (session) {
      await context.addCookies([{ name: '__Host-sid', value: session, url: baseURL.replace('http:', 'https:'), secure: true, httpOnly: true }])
    }
    await context.addInitScript(WATCH)
    const parser = await context.newPage()
    await parser.goto('about:blank')
    return new Guard(await context.newPage(), parser)
  }

  async visit(path: string): Promise<Seen> {
    const answer = await this.page.goto(path)
    const served = await this.inspectHtml(await answer?.text() ?? '')
    const seen = await this.look(answer?.url() ?? path)
    return { ...seen, path, faults: [...new Set([...served, ...seen.faults])] }
  }

  /** The page as it stands open now; it was opened at this address. */
  async look(path: string): Promise<Seen> {
    const { ran, stopped, made, links, words } = await this.page.evaluate(() => {
      const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value)
      const own = window as unknown as { __ran: unknown[]; __stopped: string[]; __made: (root: Document) => string[] }
      return {
        ran: own.__ran, stopped: own.__stopped, made: own.__made(document), words: [document.documentElement.textContent, ...fields].join('\n'),
        links: [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).href),
      }
    })
    const { origin, pathname } = new URL(this.page.url())
    const moved = pathname === new URL(path, origin).pathname ? [] : [`went to ${pathname}`]
    const faults = [...ran.map((id) => `ran ${String(id)}`), ...stopped.map((what) => `stopped ${what}`), ...made, ...moved, ...this.#events]
    this.#events = []
    return { path, faults, links, words }
  }

  /** What HTML would be once a browser has read it; nothing of it runs. */
  async inspectHtml(html: string): Promise<string[]> {
    return this.#parser.evaluate((text) => {
      const { __made: findMade } = window as unknown as { __made: (root: Document) => string[] }
      return findMade(new DOMParser().parseFromString(text, 'text/html'))
    }, html)
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
