import type { Page } from 'playwright-core'
import { checkAccessibility, checkColors, clippedWords, overflows, stretchWords } from './chromium.ts'

const WIDTHS = [320, 390, 768, 1280]

/** One line for each breach of WCAG 2.2 AA in either theme, and for each width at which the page scrolls sideways or cuts words off. */
export async function findFaults(page: Page): Promise<string[]> {
  return [...await checkAccessibility(page), ...await findDarkPlaces(page), ...await findTightPlaces(page)]
}

/** A theme changes colours alone: everything else was looked at in the light. */
async function findDarkPlaces(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  const found = await checkColors(page)
  await page.emulateMedia({ colorScheme: 'light' })
  return found.map((line) => `in the dark: ${line}`)
}

async function findTightPlaces(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    if (await overflows(page)) found.push(`wider than ${width} px`)
  }
  // Words of another language are longer: shown once, at the end, because they stay so.
  await stretchWords(page)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    if (await overflows(page)) found.push(`longer words make it wider than ${width} px`)
    found.push(...(await clippedWords(page)).map((words) => `cut off at ${width} px: ${words}`))
  }
  await page.setViewportSize({ width: 1280, height: 720 })
  return found
}
