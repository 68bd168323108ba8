import type { ElementHandle, Page } from 'playwright-core'

type What = 'button' | 'choice' | 'field' | 'place'
export interface Found { what: What; element: ElementHandle<HTMLElement> }

/**
 * Finds what a person would take a name for: a button or link with these words, a box to tick, a field, or a heading under which to
 * go on looking. `places` are the headings named before, the narrowest last. Waits until it is there.
 */
export async function findNamed(page: Page, name: string, places: readonly string[]): Promise<Found> {
  const found = await page.waitForFunction(lookFor, { name, places: [...places] })
  const [what, element] = await Promise.all([found.getProperty('what'), found.getProperty('element')])
  return { what: await what.jsonValue() as What, element: element.asElement() as ElementHandle<HTMLElement> }
}

/** The field in the place named last. */
export async function fieldIn(page: Page, places: readonly string[]): Promise<ElementHandle<HTMLElement>> {
  const found = await page.waitForFunction(lookFor, { name: '', places: [...places] })
  return (await found.getProperty('element')).asElement() as ElementHandle<HTMLElement>
}

/** Runs on the page, so it may use nothing of this file. */
function lookFor({ name, places }: { name: string; places: string[] }): { what: string; element: Element } | null {
  const wordsOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  const shown = <T extends Element>(elements: Iterable<T>) => [...elements].filter((element) => element.checkVisibility())
  const heading = (within: ParentNode, words: string) => shown(within.querySelectorAll('h1, h2, h3, h4, legend'))
    .find((element) => wordsOf(element) === words || wordsOf(element).startsWith(`${words} `))
  const around = (element: Element | undefined) => element?.closest('section, fieldset, li, article, form, tr') ?? null
  const within: ParentNode[] = [document]
  for (const place of places) {
    const inside = around(heading(within.at(-1) ?? document, place)) ?? around(heading(document, place))
    if (inside) within.push(inside)
  }
  const labelOf = (element: HTMLLabelElement) => wordsOf(element).replace(/ \([^()]*\)$/, '')
  for (const place of within.reverse()) {
    if (name === '') {
      const field = shown(place.querySelectorAll('textarea'))[0]
      return field ? { what: 'field', element: field } : null
    }
    // A link to a heading of this page leads to what it names.
    const button = shown(place.querySelectorAll('button, a:not([href^="#"]), summary')).find((element) => wordsOf(element) === name)
    if (button) return { what: 'button', element: button }
    const label = shown(place.querySelectorAll('label')).find((element) => wordsOf(element) === name || labelOf(element) === name)
    if (label?.control) return { what: label.control.matches('[type=radio], [type=checkbox]') ? 'choice' : 'field', element: label.control }
    const title = heading(place, name)
    if (title) return { what: 'place', element: title }
  }
  return null
}
