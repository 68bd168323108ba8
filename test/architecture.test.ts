import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import {
  backwardInside, foreignDoors, importCycles, impureImports, migrationImports, ORDER, outsideImports, passedOnImports, rightwardImports,
} from './rules/imports.ts'
import { readModule, readModules, type Module } from './rules/modules.ts'
import { deadExports, defaultExports, emptyNames, indexFiles, longFiles } from './rules/names.ts'

type Rule = (modules: Module[]) => string[]

const everything = readModules('{src,test,scripts,bench,migrations}/**/*.{ts,js}')
const source = everything.filter(({ file }) => file.startsWith('src/') && !file.endsWith('.test.ts'))
const migrations = everything.filter(({ file }) => file.startsWith('migrations/') && !file.endsWith('.test.ts'))
const views = globSync('views/**/*.ejs').map((file) => readFileSync(file, 'utf8'))

describe('the source', () => {
  const rules: [sentence: string, rule: Rule, modules: Module[]][] = [
    ['imports only what stands to its left', rightwardImports, source],
    ['imports nothing of the project outside itself', outsideImports, source],
    ['never imports the routes or pages of another feature', foreignDoors, source],
    ['keeps the direction inside a feature', backwardInside, source],
    ['keeps text/ and checks/ pure', impureImports, source],
    ['has no import cycles', importCycles, source],
    ['hands nothing on', passedOnImports, source],
    ['keeps migrations to kysely', migrationImports, migrations],
    ['has no default exports', defaultExports, source],
    ['exports nothing that nobody imports', (modules) => deadExports(modules, everything, views), source],
    ['has no file over 250 lines', longFiles, everything],
    ['has no index files', indexFiles, everything],
    ['has no empty words in its names', emptyNames, everything],
  ]
  it('is read', () => assert.ok(source.length > 0 && migrations.length > 0))
  for (const [sentence, rule, modules] of rules) it(sentence, () => assert.deepEqual(rule(modules), []))
})

describe('each rule', () => {
  const cases: [what: string, rule: Rule, sound: Record<string, string>, broken: Record<string, string>][] = [
    ['an import to the right', rightwardImports,
      { 'src/reviews/store.ts': "import { a } from '../segments/model.ts'" },
      { 'src/segments/model.ts': "import type { A } from '../reviews/model.ts'" }],
    ['a folder without a place', rightwardImports,
      { 'src/app.ts': "import { a } from './desk/routes.ts'" },
      { 'src/novelties/model.ts': "import { a } from '../errors.ts'" }],
    ['an import from the tests', outsideImports,
      { 'src/db/migrate.ts': "import type words from '../../locales/en/common.json'\nimport { sql } from 'kysely'" },
      { 'src/db/migrate.ts': "import { world } from '../../test/world.ts'" }],
    ['the pages of another feature', foreignDoors,
      { 'src/desk/routes.ts': "import { a } from './pages.ts'", 'src/app.ts': "import { b } from './desk/routes.ts'" },
      { 'src/desk/routes.ts': "import { a } from '../people/pages.ts'" }],
    ['a store that knows its actions', backwardInside,
      { 'src/people/actions.ts': "import { a } from './store.ts'\nimport { b } from './password.ts'" },
      { 'src/people/store.ts': "import { a } from './actions.ts'" }],
    ['a database in the pure functions', impureImports,
      { 'src/text/hash.ts': "import { createHash } from 'node:crypto'", 'src/checks/numbers.ts': "import { diffWords } from '../text/diff.ts'" },
      { 'src/text/diff.ts': "import { createHash } from 'node:crypto'" }],
    ['a cycle', importCycles,
      { 'src/a.ts': "import { b } from './b.ts'", 'src/b.ts': 'export const b = 1' },
      { 'src/a.ts': "import { b } from './b.ts'", 'src/b.ts': "import type { C } from './c.ts'", 'src/c.ts': "await import('./a.ts')" }],
    ['a re-export', passedOnImports, { 'src/a.ts': 'const b = 1\nexport { b }' }, { 'src/a.ts': "export { b } from './b.ts'" }],
    ['a migration that uses the source', migrationImports,
      { 'migrations/0001_a.ts': "import { sql } from 'kysely'\nimport { d } from './dialect.ts'" },
      { 'migrations/0001_a.ts': "import { newId } from '../src/db/id.ts'" }],
    ['a default export', defaultExports, { 'src/a.ts': 'export function a() {}' }, { 'src/a.ts': 'export default function a() {}' }],
    ['a file of 251 lines', longFiles, { 'src/a.ts': '\n'.repeat(250) }, { 'src/a.ts': '\n'.repeat(251) }],
    ['an index', indexFiles, { 'src/a/model.ts': '' }, { 'src/a/index.ts': '' }],
    ['a file named after nothing', emptyNames, { 'src/database/base64.ts': '' }, { 'src/text/utils.ts': '' }],
    ['a function named after nothing', emptyNames,
      { 'src/a.ts': 'export const baseRevision = 1\nfunction informPeople() {}' },
      { 'src/a.ts': 'function load() { function handleSubmit() {} }' }],
    ['a type named after nothing', emptyNames,
      { 'src/a.ts': 'interface Person { data: string }' },
      { 'src/a.ts': 'interface PersonData {}' }],
    ['a method named after nothing', emptyNames, { 'src/a.ts': 'class A { read() {} }' }, { 'src/a.ts': 'class A { getInfo() {} }' }],
  ]
  for (const [what, rule, sound, broken] of cases) {
    it(`finds ${what}`, () => {
      assert.deepEqual(rule(modulesOf(sound)), [])
      assert.equal(rule(modulesOf(broken)).length, 1)
    })
  }

  it('knows every folder named in the order once', () => assert.equal(new Set(ORDER).size, ORDER.length))
})

describe('dead exports', () => {
  const file = { 'src/a.ts': 'export interface A {}\nexport const b = 1, { c } = { c: 2 }\nexport function d() { return b }\nexport { e as f }\nconst e = 1' }
  const dead = (users: Record<string, string>, pages: string[] = []) => {
    return deadExports(modulesOf(file), modulesOf({ ...file, ...users }), pages).map((sentence) => /exports (\w+)/.exec(sentence)?.[1])
  }

  it('are all that nobody takes', () => assert.deepEqual(dead({}), ['A', 'b', 'c', 'd', 'f']))
  it('do not include what is imported, under whatever name', () => {
    assert.deepEqual(dead({ 'test/x.ts': "import { b as other, type A } from '../src/a.ts'\nimport type { f } from '../src/a.ts'" }), ['c', 'd'])
  })
  it('do not include what is imported while running', () => {
    assert.deepEqual(dead({ 'bench/x.ts': "const { b, c: k } = await import('../src/a.ts')\n;(await import('../src/a.ts')).d()" }), ['A', 'f'])
    assert.deepEqual(dead({ 'bench/x.ts': "const all = await import('../src/a.ts')" }), [])
  })
  it('do not include types named in place, nor page types that a view names', () => {
    assert.deepEqual(dead({ 'src/x.ts': "type X = import('./a.ts').A" }), ['b', 'c', 'd', 'f'])
    assert.deepEqual(dead({}, ['<%# page: A from src/a.ts %>']), ['b', 'c', 'd', 'f'])
  })
})

function modulesOf(files: Record<string, string>): Module[] {
  return Object.entries(files).map(([file, text]) => readModule(file, text))
}
