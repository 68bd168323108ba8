import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import { bringImport } from '../src/memory/actions.ts'
import { keepIndex } from '../src/memory/indexing.ts'
import { element } from '../src/text/xml.ts'
import { newPerson } from '../test/world.ts'
import { realPairs } from './paragraphs.ts'
import type { BenchRow } from './row.ts'

/** `TMX_UNITS=900000` reads half a gigabyte, which takes minutes. */
const UNITS = Number(process.env['TMX_UNITS'] ?? '50000')
const AT_ONCE = 100

/** How fast a TMX file is read and stored, and how much memory that takes, and its index after it. */
export async function benchTmx(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  const db = await openDb(path.join(folder, 'tmx.db'))
  try {
    await migrate(db)
    const editor = await newPerson(db, 'Ed', ['publish:uk'])
    let peak = 0
    const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss) }, 20)
    const before = process.cpuUsage()
    const { units, read } = await bringImport(db, editor, { name: 'bench.tmx', pieces: writeFile(), languages: ['uk', 'en'] })
    const { user, system } = process.cpuUsage(before)
    const reading = peak
    peak = 0
    await keepIndex(db)
    clearInterval(watch)
    if (read !== UNITS) throw new Error(`${read} units of ${UNITS} were read`)
    const speed = Math.round(units / ((user + system) / 1e6))
    const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)
    const name = `tmx: ${UNITS.toLocaleString('en')} units`
    return [
      { name: `${name}, read and stored`, value: speed, unit: 'units/s CPU', target: '≥ 15,000 units/s', met: speed >= 15_000 },
      { name: `${name}, the whole process`, value: megabytes(reading), unit: 'MB', target: '≤ 300 MB', met: megabytes(reading) <= 300 },
      { name: `${name}, the whole process while the index is made`, value: megabytes(peak), unit: 'MB', target: '≤ 300 MB', met: megabytes(peak) <= 300 },
    ]
  } finally {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What makes the file is measured too: little beside reading it. */
async function* writeFile(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en" segtype="sentence"/><body>\n')
  let some = ''
  const real = realPairs()
  for (let at = 1; at <= UNITS; at++) {
    const { en, uk } = real[at % real.length] ?? { en: '', uk: '' }
    const tuv = [['en', en], ['uk', uk]].map(([language, text]) => element('tuv', { 'xml:lang': language }, [element('seg', {}, `${at} ${text}`)]))
    some += `${element('tu', { changeid: 'Ada', changedate: '20240102T030405Z' }, tuv).xml}\n`
    if (at % AT_ONCE > 0) continue
    yield Buffer.from(some)
    some = ''
  }
  yield Buffer.from(`${some}</body></tmx>\n`)
}
