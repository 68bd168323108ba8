import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Revised } from './revised.ts'

/** CPU time in ms that GNU msgmerge takes to bring translations over to the changed text; undefined where it is not installed. */
export function timeMsgmerge({ old, next }: Revised): number | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-align-'))
  try {
    writeFileSync(path.join(folder, 'old.po'), catalogue(old, 'переклад'))
    writeFileSync(path.join(folder, 'new.pot'), catalogue(next, ''))
    const script = 'TIMEFORMAT="%U %S"; time msgmerge --quiet --output-file=merged.po old.po new.pot'
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' })
    const [user = NaN, system = NaN] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
    return status === 0 ? 1000 * (user + system) : undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A catalogue has each text once. */
function catalogue(blocks: readonly { text: string }[], translation: string): string {
  const head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
  const entries = [...new Set(blocks.map(({ text }) => text))].map((text) => `msgid ${JSON.stringify(text)}\nmsgstr "${translation}"\n`)
  return [head, ...entries].join('\n')
}
