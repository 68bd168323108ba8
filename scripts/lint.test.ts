import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ESLint } from 'eslint'

const eslint = new ESLint()

// Type-aware rules need a file of the project: each case is judged as if it were the text of that file.
const cases: [rule: string, file: string, text: string][] = [
  ['@typescript-eslint/no-floating-promises', 'src/errors.ts', 'Promise.resolve(1)\n'],
  ['@typescript-eslint/no-misused-promises', 'src/errors.ts', '[1].forEach(async () => { await Promise.resolve() })\n'],
  ['@typescript-eslint/no-unused-vars', 'src/errors.ts', 'const unused = 1\n'],
  ['@typescript-eslint/no-explicit-any', 'src/errors.ts', 'export const value: any = 1\n'],
  ['@typescript-eslint/consistent-type-imports', 'src/errors.ts', "import { Stats } from 'node:fs'\nexport type S = Stats\n"],
  [
    '@typescript-eslint/switch-exhaustiveness-check', 'src/errors.ts',
    "export function say(word: 'yes' | 'no') {\n  switch (word) {\n    case 'yes': return 1\n  }\n}\n",
  ],
  ['no-restricted-globals', 'src/errors.ts', 'export const place = name\n'],
  ['no-restricted-properties', 'src/errors.ts', 'export const chance = Math.random()\n'],
  ['no-restricted-syntax', 'src/errors.ts', 'export default 1\n'],
  ['no-restricted-syntax', 'src/errors.ts', "declare const out: { redirect: (to: string) => void }\nout.redirect('/')\n"],
  ['no-restricted-syntax', 'src/errors.ts', "declare const res: { set: (name: string, to: string) => void }\nres.set('Location', '/')\n"],
  ['no-restricted-syntax', 'src/web/locals.ts', 'export function go(res: { redirect: (to: string) => void }, to: string) {\n  res.redirect(to)\n}\n'],
  ['max-lines', 'src/errors.ts', '\n'.repeat(260)],
  ['max-lines-per-function', 'src/errors.ts', `export function long() {${'\n'.repeat(61)}}\n`],
  ['semi', 'src/errors.ts', 'export const one = 1;\n'],
  ['no-undef', 'scripts/zvirka.js', 'unknown()\n'],
]

for (const [rule, filePath, text] of cases) {
  it(`reports ${rule} in ${filePath}: ${text.slice(0, 60).trim()}`, async () => {
    assert.ok((await found(text, filePath)).includes(rule))
  })
}

it('lets src/web redirect to an address written out', async () => {
  const text = "export function go(res: { redirect: (to: string) => void }) {\n  res.redirect('/')\n}\n"
  assert.deepEqual(await found(text, 'src/web/locals.ts'), [])
})

it('accepts the unawaited calls of the test runner', async () => {
  assert.deepEqual(await found("import { it } from 'node:test'\n\nit('stands', async () => {\n  await Promise.resolve()\n})\n", 'src/errors.test.ts'), [])
})

async function found(text: string, filePath: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath })
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message)
}
