import path from 'node:path'
import type { Module } from './modules.ts'

/** The folders of src/ in the order of an article's life: each imports itself and what stands before it. */
export const ORDER = [
  'errors', 'config', 'log', 'text', 'checks', 'spelling', 'db', 'i18n', 'mail', 'web', 'ledger', 'people', 'weather', 'segments', 'articles', 'assets', 'glossary', 'words',
  'memory', 'machine', 'quality', 'translations', 'reviews', 'undoing', 'editions', 'corrections', 'exchange', 'sources', 'search', 'reader', 'export', 'desk', 'upkeep', 'rooms', 'app', 'serve', 'cli',
]

/** What the files of a feature may import of each other; a file named otherwise may import, and be imported, freely. */
const INSIDE: Record<string, string[]> = {
  model: [],
  store: ['model'],
  actions: ['model', 'store'],
  pages: ['model'],
  routes: ['model', 'store', 'actions', 'pages'],
}

/** Of the machine, hashing alone, and what loads a parser when it is first needed. */
const PURE_PLACES: Record<string, string> = { 'hash.ts': 'node:crypto', 'inline.ts': 'node:module' }
const PURE = ['text', 'checks']
/** Packages that only turn values into others, as pure as what may use them. */
const PURE_PACKAGES = ['diff', 'mdast', 'mdast-util-from-markdown', 'hast', 'hast-util-from-html', 'hast-util-to-mdast', 'yaml', 'saxes']

/** Every rule takes the modules it judges and gives one sentence for each breach. */
export function rightwardImports(modules: Module[]): string[] {
  return everyImport(modules, (file, from) => {
    if (!from.startsWith('src/')) return []
    if (rank(file) < 0) return [`${file} has no place in the order`]
    return rank(from) > rank(file) ? [`${file} imports ${from}, which stands to its right`] : []
  })
}

/** src/ needs nothing of the project but itself, the words in locales/, the migrations it runs and the package's own name and version. */
export function outsideImports(modules: Module[]): string[] {
  return everyImport(modules, (file, from) => {
    const known = /^(src|locales|migrations)\//.test(from) || from === 'package.json'
    return isProjectPath(from) && !known ? [`${file} imports ${from}, outside src/`] : []
  })
}

export function foreignDoors(modules: Module[]): string[] {
  return everyImport(modules, (file, from) => {
    const isDoor = from.startsWith('src/') && /^(routes|pages)$/.test(stem(from))
    return isDoor && path.dirname(file) !== 'src' && folder(file) !== folder(from) ? [`${file} imports ${from} of another feature`] : []
  })
}

export function backwardInside(modules: Module[]): string[] {
  return everyImport(modules, (file, from) => {
    const allowed = INSIDE[stem(file)]
    const inside = path.dirname(file) === path.dirname(from) && stem(from) in INSIDE
    return allowed && inside && !allowed.includes(stem(from)) ? [`${file} imports its feature's ${stem(from)}`] : []
  })
}

export function impureImports(modules: Module[]): string[] {
  return everyImport(modules, (file, from) => {
    const allowed = PURE_PACKAGES.includes(from) || PURE_PLACES[path.basename(file)] === from || PURE.includes(folder(from))
    return PURE.includes(folder(file)) && !allowed ? [`${file} imports ${from}: ${folder(file)}/ is pure`] : []
  })
}

export function migrationImports(modules: Module[]): string[] {
  return everyImport(modules, (file, from) => {
    return from === 'kysely' || from === 'migrations/dialect.ts' ? [] : [`${file} imports ${from}: a migration must mean the same for ever`]
  })
}

export function passedOnImports(modules: Module[]): string[] {
  return modules.flatMap(({ file, imports }) => imports.filter((one) => one.passedOn).map((one) => `${file} re-exports ${one.from}`))
}

/** Each circle once, starting from the file that comes first in the list. */
export function importCycles(modules: Module[]): string[] {
  const known = new Map(modules.map((module) => [module.file, module.imports.map((one) => one.from)]))
  const finished = new Set<string>()
  const found: string[] = []
  const visit = (file: string, way: string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (way.includes(file) || finished.has(file)) return
    for (const next of new Set(known.get(file))) visit(next, [...way, file])
    finished.add(file)
  }
  for (const file of known.keys()) visit(file, [])
  return found
}

function everyImport(modules: Module[], judge: (file: string, from: string) => string[]): string[] {
  return [...new Set(modules.flatMap(({ file, imports }) => imports.flatMap(({ from }) => judge(file, from))))]
}

function isProjectPath(from: string): boolean {
  return from.startsWith('..') || (/\.(ts|js|json)$/.test(from) && from.includes('/')) || from === 'package.json'
}

/** The first folder under src/ (`src/text/diff.ts` → text), or the name of a file that stands right in it (`src/app.ts` → app). */
function folder(file: string): string {
  const [top, name = ''] = file.split('/')
  return top === 'src' ? name.replace(/\.ts$/, '') : ''
}

function rank(file: string): number {
  return ORDER.indexOf(folder(file))
}

function stem(file: string): string {
  return path.basename(file, '.ts')
}
