import type { ElementHandle, JSHandle, Page } from 'playwright-core'

type What = 'button' | 'choice' | 'field' | 'place'

export interface Found {
  what: What
  element: ElementHandle<HTMLElement>
  /** The headings under which it was found. */
  places: string[]
}

/**
 * Finds what a person would take a name for: a button or link with these words, a box to tick, a field, or a heading under which to
 * go on looking. `places` are the headings named before, the narrowest last. Waits until it is there.
 */
export async function findNamed(page: Page, name: string, places: readonly string[]): Promise<Found> {
  const found = await page.waitForFunction(lookFor, { name, places: [...places] })
  const [what, element, under] = await Promise.all([found.getProperty('what'), elementOf(found), found.getProperty('under')])
  return { what: await what.jsonValue() as What, element, places: await under.jsonValue() as string[] }
}

/** The field to write into in the place named last. */
export async function fieldIn(page: Page, places: readonly string[]): Promise<ElementHandle<HTMLElement>> {
  return elementOf(await page.waitForFunction(lookFor, { name: '', places: [...places] }))
}

async function elementOf(found: JSHandle): Promise<ElementHandle<HTMLElement>> {
  return (await found.getProperty('element')).asElement() as ElementHandle<HTMLElement>
}

/** Runs on the page, so it may use nothing of this file. */
function lookFor({ name, places }: { name: string; places: string[] }): { what: string; element: Element; under: string[] } | null {
  const wordsOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  const shown = <T extends Element>(elements: Iterable<T>) => [...elements].filter((element) => element.checkVisibility())
  const begins = (element: Element, words: string) => wordsOf(element).startsWith(words) && !/^[\p{L}\d]/u.test(wordsOf(element).slice(words.length))
  const heading = (inside: ParentNode, words: string) => shown(inside.querySelectorAll('h1, h2, h3, h4, legend')).find((element) => begins(element, words))
  const around = (element: Element | null | undefined) => element?.closest('section, fieldset, li, article, form, tr') ?? null
  const inward: { inside: ParentNode; under: string[] }[] = [{ inside: document, under: [] }]
  for (const place of places) {
    const { inside, under } = inward.at(-1) ?? { inside: document, under: [] }
    const narrower = around(heading(inside, place))
    if (narrower) inward.push({ inside: narrower, under: [...under, place] })
  }
  // Of several buttons with one name, the one beside the cursor is meant.
  const cursor = document.activeElement?.matches('textarea') ? around(document.activeElement) : null
  if (places.length === 0 && cursor) inward.push({ inside: cursor, under: [] })
  const labelOf = (element: HTMLLabelElement) => wordsOf(element).replace(/ \([^()]*\)$/, '')
  for (const { inside, under } of inward.reverse()) {
    const [field] = name === '' ? shown(inside.querySelectorAll('textarea')) : []
    if (field) return { what: 'field', element: field, under }
    // A link to a heading of this page leads to what it names.
    const button = shown(inside.querySelectorAll('button, a:not([href^="#"]), summary')).find((element) => wordsOf(element) === name)
    if (button) return { what: 'button', element: button, under }
    const label = shown(inside.querySelectorAll('label')).find((element) => wordsOf(element) === name || labelOf(element) === name)
    if (label?.control) return { what: label.control.matches('[type=radio], [type=checkbox]') ? 'choice' : 'field', element: label.control, under }
    const title = name === '' ? undefined : heading(inside, name)
    if (title) return { what: 'place', element: title, under }
  }
  return null
}
