import path from 'node:path'
import { declaredPage } from '../../scripts/view-code.ts'
import type { Module } from './modules.ts'

const LONGEST = 250
const EMPTY_WORDS = new Set(['util', 'helper', 'manager', 'service', 'base', 'common', 'data', 'info', 'handle', 'process'])

/** A draft's base is the text it was made from, and a base address is one: there the word says something. */
const MEANINGFUL = /base_?(revision|text|outline|url)/i

/** Read by name and not by import: the views' names come out of this interface (scripts/check-views.ts). */
const READ_BY_NAME = new Set(['src/web/locals.ts ViewLocals'])

export function defaultExports(modules: Module[]): string[] {
  return modules.filter(({ exports }) => exports.includes('default')).map(({ file }) => `${file} has a default export`)
}

export function longFiles(modules: Module[]): string[] {
  return modules.filter(({ lines }) => lines > LONGEST).map(({ file, lines }) => `${file} has ${lines} lines`)
}

export function indexFiles(modules: Module[]): string[] {
  return modules.filter(({ file }) => path.basename(file) === 'index.ts').map(({ file }) => `${file}: a file is named after what it holds`)
}

export function emptyNames(modules: Module[]): string[] {
  return modules.flatMap(({ file, names }) => [
    ...file.replace(/(\.test)?\.\w+$/, '').split('/').filter(saysNothing).map((name) => `${file}: ${name} is an empty word in a path`),
    ...names.filter(saysNothing).map((name) => `${file}: ${name} has an empty word in its name`),
  ])
}

/**
 * Exports that no other file takes.
 * @param modules the files whose exports are judged
 * @param users every file that may take them, the judged ones included
 * @param views sources of the views, whose first lines take page types
 */
export function deadExports(modules: Module[], users: Module[], views: string[]): string[] {
  const taken = new Map<string, Set<string>>()
  const take = (from: string, names: string[]) => taken.set(from, (taken.get(from) ?? new Set()).union(new Set(names)))
  for (const { file, imports } of users) {
    for (const { from, names } of imports) if (from !== file) take(from, names === 'all' ? ['*'] : names)
  }
  for (const page of views.map(declaredPage)) if (page && page !== 'none') take(page.module, [page.name])
  return modules.flatMap(({ file, exports }) => exports
    .filter((name) => !taken.get(file)?.has(name) && !taken.get(file)?.has('*') && !READ_BY_NAME.has(`${file} ${name}`))
    .map((name) => `${file} exports ${name}, which nothing imports`))
}

function saysNothing(name: string): boolean {
  if (MEANINGFUL.test(name)) return false
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^A-Za-z\d]+/)
  return words.some((word) => EMPTY_WORDS.has(word.toLowerCase()) || EMPTY_WORDS.has(word.toLowerCase().replace(/s$/, '')))
}
