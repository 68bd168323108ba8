import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import type { Language } from '../src/db/columns.ts'
import type { Actor } from '../src/people/model.ts'
import { Browser as Forms } from './browser.ts'
import { archiveAnother, bringIn, publish, schedule, seeWhatIsMissing, withdrawAndBringBack } from './day-editor.ts'
import type { Hand } from './hands.ts'
import type { TestSite } from './site.ts'

/** Of every text its translation. The keys stand in the order of the article. */
const ENGLISH_TO_UKRAINIAN: Record<string, string> = {
  'The quiet bridge': 'Тихий міст', 'A short walk over the river': 'Коротка прогулянка над річкою', 'It rained all night.': 'Дощ ішов усю ніч.',
  'A bridge over quiet water': 'Міст над тихою водою', 'The old bridge in June': 'Старий міст у червні', 'Nobody came in the morning.': 'Уранці не прийшов ніхто.',
  'Ann Shore': 'Анна Берег', 'poet': 'поетка',
}
const EDITED = { uk: 'Недовга прогулянка над річкою', en: 'A walk across the river' } as Record<Language, string>
const MENDED = { uk: 'Дощило всю ніч.', en: 'All night it rained.' } as Record<Language, string>

const CORRECTED = { uk: 'Дощило від півночі.', en: 'From midnight it rained.' } as Record<Language, string>

export interface Way {
  hand: Hand
  source: 'en' | 'uk'
  /** The interface of the desk. */
  screen: 'en' | 'uk'
  javaScriptEnabled: boolean
  width: number
}

/** A working day of an editor, a translator, a reviewer and a reader, with one article, on one site. */
export class Day {
  readonly #browser: Browser
  readonly #site: TestSite
  readonly #way: Way
  readonly #target: 'en' | 'uk'
  readonly #texts: Map<string, string>

  constructor(browser: Browser, site: TestSite, way: Way) {
    this.#browser = browser
    this.#site = site
    this.#way = way
    this.#target = way.source === 'en' ? 'uk' : 'en'
    const pairs = Object.entries(ENGLISH_TO_UKRAINIAN)
    this.#texts = new Map(way.source === 'en' ? pairs : pairs.map(([english, ukrainian]) => [ukrainian, english]))
  }

  async live(): Promise<void> {
    const { world: { ed, ada, tom, rev } } = this.#site
    const editor = await this.#enter(ed)
    const translator = await this.#enter(this.#target === 'uk' ? ada : tom)
    const reviewer = await this.#enter(rev)
    const desk = { page: editor, hand: this.#way.hand }
    const room = `${await bringIn(desk, this.#way.source, [...this.#texts.keys()])}/languages/${this.#target}`
    await archiveAnother(desk, this.#site.world)
    await this.#translate(translator, room)
    await this.#sendAndThinkAgain(translator)
    await this.#review(reviewer)
    await seeWhatIsMissing(editor, room)
    await this.#answerReview(translator, room)
    await this.#approveTheRest(reviewer)
    await schedule(desk, room)
    await publish(desk)
    await this.#correct([editor, translator, reviewer], room)
    await withdrawAndBringBack(desk, room)
    await this.#read()
  }

  async #enter(person: Actor | null): Promise<Page> {
    const { screen, javaScriptEnabled, width } = this.#way
    const locale = person ? screen : this.#target
    const context = await this.#browser.newContext({ baseURL: this.#site.url, locale, javaScriptEnabled, viewport: { width, height: 900 } })
    context.setDefaultTimeout(10_000)
    if (person) {
      const value = (await new Forms(this.#site).signInAs(this.#site, person)).cookie('__Host-sid') ?? ''
      await context.addCookies([{ name: '__Host-sid', value, url: this.#site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    }
    return context.newPage()
  }

  async #translate(page: Page, room: string): Promise<void> {
    const { press, write } = this.#way.hand
    await page.goto('/desk')
    await press(page.locator(`main a[href*="${room}"]`).first())
    await page.waitForURL(`**${room}**`)
    await this.#save(page, 0)
    await page.reload()
    await press(page.locator('.filters a[href$="show=mine"]'))
    await page.waitForURL('**show=mine')
    assert.ok(await page.locator('.row').count() > 0)
    await press(page.locator('.filters a').first())
    await page.waitForURL(`**${room}`)
    await press(page.locator('.row .tools summary').nth(1))
    await press(page.locator('button[value^="copy:"]').nth(1))
    const original = await page.locator('.row [id^="o-"]').nth(1).innerText()
    await page.waitForFunction((words) => document.querySelectorAll<HTMLTextAreaElement>('.write textarea')[1]?.value === words, original)
    await this.#save(page, 1)
    await press(page.locator('.row a[href*="/segments/"]').nth(2))
    await page.waitForURL('**/segments/*')
    await write(page.locator('.write textarea'), [...this.#texts.values()][2] ?? '')
    await press(page.locator('.write button[value^="stay:"]'))
    await page.waitForURL(/\/segments\/.*done=(saved|nothing)/)
    await press(page.locator('.crumb a'))
    await page.waitForURL(`**${room}#p-*`)
    for (let i = 3; i < await page.locator('.write textarea').count(); i += 1) await this.#save(page, i)
  }

  /** With scripts words are saved by themselves, without by a button. */
  async #save(page: Page, i: number, text?: string): Promise<void> {
    const { press, write } = this.#way.hand
    const original = await page.locator('.row [id^="o-"]').nth(i).innerText()
    const row = page.locator('.row').nth(i)
    await write(row.locator('textarea'), text ?? this.#texts.get(original) ?? assert.fail(`no words for ${original}`))
    // What was saved may leave the list that is shown.
    const segment = await row.locator('.write').getAttribute('data-segment')
    if (!this.#way.javaScriptEnabled) await press(row.locator('button[value^="next:"]'))
    await page.locator(`#send-drafts input[name="draft:${segment}"]`).waitFor({ state: 'attached' })
  }

  async #sendAndThinkAgain(page: Page): Promise<void> {
    const { press, write } = this.#way.hand
    await write(page.locator('#message'), 'Готово.')
    await press(page.locator('#send button[value="chosen"]'))
    await page.waitForURL('**done=sent**')
    await press(page.locator('#send button[value^="recall:"]'))
    await page.waitForURL('**done=withdrawn**')
    await press(page.locator('#send button[value="chosen"]'))
    await page.waitForURL('**done=sent**')
    assert.equal(await page.locator('.row .chip[data-state="waiting"]').count(), this.#texts.size)
  }

  /** Chooses, goes away, comes back to what was chosen, and sends: one approved, one edited, one returned; the rest together. */
  async #review(page: Page): Promise<void> {
    const { press, write, choose } = this.#way.hand
    await page.goto('/desk/reviews')
    await press(page.locator('main a[href^="/desk/submissions/"]').first())
    const choice = (i: number, outcome: string) => page.locator('.row.change').nth(i).locator(`input[value="${outcome}"]`)
    await choose(choice(0, 'approve'))
    await choose(choice(1, 'edit'))
    await write(page.locator('.row.change').nth(1).locator('textarea[name^="text:"]'), EDITED[this.#target] ?? '')
    await choose(choice(2, 'return'))
    await write(page.locator('.row.change').nth(2).locator('textarea[name^="reason:"]'), 'Живіше.')
    if (this.#way.javaScriptEnabled) await page.locator('.saving', { hasText: /\d\d:\d\d/ }).waitFor()
    else await press(page.locator('.dispatch button.quiet')).then(() => page.waitForURL('**done=saved'))
    await page.goto(new URL(page.url()).pathname)
    assert.deepEqual(await Promise.all([choice(0, 'approve'), choice(1, 'edit'), choice(2, 'return')].map((one) => one.isChecked())), [true, true, true])
    await press(page.locator('.dispatch button.primary'))
    await page.waitForURL('**done=reviewed&approved=1&edited=1&returned=1')
    await this.#confirmTheRest(page)
  }

  async #confirmTheRest(page: Page): Promise<void> {
    const { press } = this.#way.hand
    await press(page.locator('button[value="rest"]'))
    await page.waitForURL('**/rest')
    await press(page.locator('main form button.primary'))
    await page.waitForURL('**done=reviewed&approved=*')
  }

  /** The translator reads why a paragraph came back, and takes over the reviewer's edit of another. */
  async #answerReview(page: Page, room: string): Promise<void> {
    const { press } = this.#way.hand
    await page.goto('/desk')
    await press(page.locator(`main a[href*="${room}"]`).first())
    await page.locator('.note[data-state="returned"]', { hasText: 'Живіше.' }).waitFor()
    await page.goto(room)
    await press(page.locator('.note[data-state="confirmation"] button.primary'))
    await page.waitForURL('**done=confirmed**')
    await this.#save(page, 2, MENDED[this.#target])
    await press(page.locator('#send button[value="chosen"]'))
    await page.waitForURL('**done=sent**')
  }

  async #approveTheRest(page: Page): Promise<void> {
    const { press, choose } = this.#way.hand
    await page.goto('/desk/reviews')
    await press(page.locator('main a[href^="/desk/submissions/"]').first())
    await choose(page.locator('.row.change input[value="approve"]'))
    await press(page.locator('.dispatch button.primary'))
    await page.waitForURL('**done=reviewed&approved=1')
  }

  /** An approved paragraph put right, and readers told of it. */
  async #correct([editor, translator, reviewer]: [Page, Page, Page], room: string): Promise<void> {
    const { press, write } = this.#way.hand
    await translator.goto(room)
    await press(translator.locator('.row details.fold > summary').nth(2))
    await this.#save(translator, 2, CORRECTED[this.#target])
    await press(translator.locator('#send button[value="chosen"]'))
    await translator.waitForURL('**done=sent**')
    await this.#approveTheRest(reviewer)
    await editor.goto(`${room}/editions`)
    await write(editor.locator('[name="correction"]'), this.#target === 'uk' ? 'Уточнено час дощу.' : 'When it rained is corrected.')
    await press(editor.locator('button[value="now"]'))
    await editor.waitForURL('**/editions/2?done=published')
  }

  /** At a paragraph the reader goes over to the same paragraph in the other language. */
  async #read(): Promise<void> {
    const page = await this.#enter(null)
    const { press } = this.#way.hand
    await page.goto('/')
    await press(page.getByRole('link', { name: [...this.#texts.values()][0] ?? '' }).first())
    await page.locator('.body').waitFor()
    assert.equal(await page.locator('figure img').count(), 1)
    assert.match(await page.locator('main').innerText(), new RegExp(EDITED[this.#target] ?? ''))
    const passage = await page.locator('.body [id^="p-"]').last().getAttribute('id')
    await page.goto(`${page.url()}#${passage}`)
    await press(page.locator(`#${passage} a.over[hreflang="${this.#way.source}"]`))
    await page.waitForURL(`**/${this.#way.source}/articles/**#${passage}`)
  }
}
