/**
 * `node test/run.ts [files…]`: the tests, beside a real PostgreSQL that lives exactly as long as they do. With `--long` as the first
 * word, the tests that repeat something (kills, power cuts, people at work, random acts), as often as test/long.ts says.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { prepareChromium } from './chromium.ts'
import { startPostgres, type Postgres } from './postgres.ts'

// The long ones first, so that nothing runs alone at the end.
const EVERYTHING = ['test/pages-*.test.ts', 'test/journey.test.ts', 'test/**/*.test.ts', 'src/**/*.test.ts', 'scripts/**/*.test.ts', 'migrations/**/*.test.ts', 'bench/**/*.test.ts']
const RUNNER = ['--test', '--test-concurrency=2', '--test-reporter=spec']

const LONG = ['test/kill.test.ts', 'test/people.test.ts', 'test/oracle.test.ts', 'test/stop.test.ts', 'test/workflow.test.ts']

const [first, ...rest] = process.argv.slice(2)
const long = first === '--long'
const files = long ? rest.length > 0 ? rest : LONG : first === undefined ? [] : [first, ...rest]
const postgres = await startPostgres().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
process.exitCode = await runTests(postgres).finally(postgres.stop)

async function runTests({ url }: Postgres): Promise<number> {
  const env = { ...process.env, ...long ? { LONG: '1' } : {}, TEST_DATABASE_URL: url, CHROMIUM: await prepareChromium() }
  const child = spawn(process.execPath, [...RUNNER, ...(files.length > 0 ? files : EVERYTHING)], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
