/**
 * `node test/run.ts [files…]`: the tests, beside a real PostgreSQL that lives exactly as long as they do. With `--long` as the first
 * word, the tests that repeat something (kills, power cuts, failing disks, people at work, random acts, pages in a browser), as often as
 * test/long.ts says.
 */
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { prepareChromium } from './chromium.ts'
import { startPostgres, type Postgres } from './postgres.ts'

// The longest first, so that nothing runs alone at the end; `node --test` would put them in the order of their names.
const EVERYTHING = [
  'test/tutorial.test.ts', 'test/kill.test.ts', 'test/keyboard.test.ts', 'test/day.test.ts', 'test/journey.test.ts', 'src/mail/postman.test.ts',
  'test/crawl-*.test.ts', 'test/pages-*.test.ts', 'src/cli/main.test.ts', 'test/hostile-words.test.ts', 'test/autosave.test.ts', 'test/reviewer.test.ts',
  'test/**/*.test.ts', 'src/**/*.test.ts', 'scripts/**/*.test.ts', 'migrations/**/*.test.ts', 'bench/**/*.test.ts',
]
const LONG = [
  'test/kill.test.ts', 'src/reader/leaks.test.ts', 'test/io-errors*.test.ts', 'test/people.test.ts', 'test/oracle.test.ts', 'test/stop.test.ts',
  'test/workflow.test.ts', 'test/article.test.ts', 'test/structure-races.test.ts', 'test/crawl-*.test.ts',
]
// One more than there are cores: who waits for a browser or a server leaves one free.
const AT_ONCE = availableParallelism() + 1
// What one process compiled no other compiles again: two hundred test files, and the programs they start, load much the same.
const COMPILED = path.resolve('node_modules/.cache/zvirka/compiled')

const [first, ...rest] = process.argv.slice(2)
const long = first === '--long'
const files = long ? rest.length > 0 ? rest : LONG : first === undefined ? EVERYTHING : [first, ...rest]
const postgres = await startPostgres().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
process.exitCode = await runTests(postgres).finally(postgres.stop)

async function runTests({ url }: Postgres): Promise<number> {
  Object.assign(process.env, { NODE_COMPILE_CACHE: COMPILED, TEST_DATABASE_URL: url, CHROMIUM: await prepareChromium() }, long ? { LONG: '1' } : {})
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())
  const tests = run({ files: findFiles(files), concurrency: AT_ONCE, signal: stopping.signal })
  let failed = false
  tests.on('test:fail', () => { failed = true })
  for await (const line of tests.compose(spec)) process.stdout.write(String(line))
  return failed || stopping.signal.aborted ? 1 : 0
}

/** Each once, in the order of the patterns. */
function findFiles(patterns: readonly string[]): string[] {
  const found = patterns.flatMap((pattern) => globSync(pattern).sort())
  if (found.length === 0) throw new Error(`No such tests: ${patterns.join(' ')}`)
  return [...new Set(found)]
}
