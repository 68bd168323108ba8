import assert from 'node:assert/strict'
import type { ElementHandle, Locator } from 'playwright-core'

/** How somebody works a page: with a mouse, or with keys alone. */
export interface Hand {
  press: (target: Locator) => Promise<void>
  write: (target: Locator, text: string) => Promise<void>
  /** Ticks a box or chooses one of several. */
  choose: (target: Locator) => Promise<void>
  pick: (target: Locator, value: string) => Promise<void>
}

const MOST_TABS = 300
const MOST_ARROWS = 20

export const mouse: Hand = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
  choose: (target) => target.check(),
  pick: async (target, value) => { await target.selectOption(value) },
}

export const keys: Hand = {
  press: async (target) => {
    await reach(target)
    await target.page().keyboard.press('Enter')
  },
  write: async (target, text) => {
    await reach(target)
    const { keyboard } = target.page()
    if (/^(date|time)$/.test(await target.getAttribute('type') ?? '')) return typeParts(target, text)
    await keyboard.press('Control+KeyA')
    await keyboard.insertText(text)
  },
  choose: async (target) => {
    if (await target.isChecked()) return
    const { keyboard } = target.page()
    if (await target.getAttribute('type') === 'checkbox') {
      await reach(target)
      return keyboard.press('Space')
    }
    await reach(target, { group: true })
    for (let arrows = 0; arrows < MOST_ARROWS && !await target.isChecked(); arrows += 1) await keyboard.press('ArrowDown')
    assert.ok(await target.isChecked(), 'a choice is reached by arrows')
  },
  pick: async (target, value) => {
    await reach(target)
    for (let arrows = 0; arrows < MOST_ARROWS && await target.inputValue() !== value; arrows += 1) await target.page().keyboard.press('ArrowDown')
    assert.equal(await target.inputValue(), value)
  },
}

/** A date and a time are typed part by part, in the order of the browser's language: month, day, year; hour, minute, half of the day. */
async function typeParts(target: Locator, text: string): Promise<void> {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  await target.page().keyboard.type(year ? `${month}${day}${year}` : `${text.replace(':', '')}PM`)
  assert.equal(await target.inputValue(), text)
}

/** Goes on by Tab until the element, or any of its group, has the focus, which must be seen at every stop on the way. */
async function reach(target: Locator, { group = false } = {}): Promise<void> {
  await target.waitFor()
  const handle = await target.elementHandle() as ElementHandle<Element>
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    const { there, unseen } = await handle.evaluate(lookAtFocus, group)
    assert.equal(unseen, null, 'the focus is seen')
    if (there) return
    await target.page().keyboard.press('Tab')
  }
  assert.fail(`Tab does not lead to ${await handle.evaluate((one) => one.outerHTML.slice(0, 200))}`)
}

/** Whether the element, or any of its group, has the focus; and the element that has it without showing it. Runs in the page. */
function lookAtFocus(one: Element, group: boolean): { there: boolean; unseen: string | null } {
  const { activeElement: active } = document
  if (!active || active === document.body) return { there: one === active, unseen: null }
  const there = one === active || group && ['name', 'type'].every((name) => one.getAttribute(name) === active.getAttribute(name))
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(active)
  const { width, height } = active.getBoundingClientRect()
  const seen = (outlineStyle !== 'none' && outlineWidth !== '0px' || boxShadow !== 'none') && width > 1 && height > 1
  return { there, unseen: seen ? null : active.outerHTML.slice(0, 200) }
}
