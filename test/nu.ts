import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Crawled } from './crawl.ts'

const JAR = fileURLToPath(new URL('build/dist/vnu.jar', import.meta.resolve('vnu-jar')))

/** Why the Nu checker is not asked; false where Java can run it. */
export const withoutNu = spawnSync('java', ['-version']).status === 0 ? false : 'there is no Java on this machine'

interface Message {
  type: string
  subType?: string
  url: string
  lastLine?: number
  message: string
}

/** One line for each breach that the Nu HTML checker finds in these pages. */
export function checkByNu(folder: string, pages: readonly Crawled[]): string[] {
  const home = path.join(folder, 'nu')
  mkdirSync(home)
  for (const [at, { text }] of pages.entries()) writeFileSync(path.join(home, `${at}.html`), text)
  const { stderr, error } = spawnSync('java', ['-Xss1m', '-jar', JAR, '--format', 'json', '--exit-zero-always', home], { maxBuffer: 64 * 1024 * 1024 })
  if (error) throw error
  const { messages } = JSON.parse(stderr.toString()) as { messages: Message[] }
  return messages.filter(({ type, subType }) => type !== 'info' || subType === 'warning')
    .map(({ url, message, lastLine = 0 }) => `${pages[Number(path.basename(url, '.html'))]?.path ?? url}: ${lastLine} ${message}`)
}
