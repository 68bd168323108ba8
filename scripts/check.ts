/** `npm run check`: types, views and lint, side by side; what failed is printed whole, what passed in one line. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

interface Check {
  name: string
  command: string[]
}

const TYPES: Check = { name: 'types', command: ['node_modules/typescript/bin/tsc', '-p', '.', '--pretty', 'false'] }
const VIEWS: Check = { name: 'views', command: ['scripts/check-views.ts'] }
const LINT: Check = { name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] }

// Lint takes about as long as the two others together: one lane each keeps two cores busy.
const lanes = [[LINT], [TYPES, VIEWS]]
const passed = await Promise.all(lanes.map(runLane))
process.exitCode = passed.every(Boolean) ? 0 : 1

async function runLane(checks: Check[]): Promise<boolean> {
  let sound = true
  for (const check of checks) sound = await run(check) && sound
  return sound
}

async function run({ name, command }: Check): Promise<boolean> {
  const started = performance.now()
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] })
  const exit = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const [code, output, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)])
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(code === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)\n${output}${errors}`)
  return code === 0
}
