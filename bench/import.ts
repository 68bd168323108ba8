import { existsSync, readFileSync } from 'node:fs'
import { loadDictionary } from '../src/spelling/dictionary.ts'
import type { PageOptions } from '../src/text/pagetext/model.ts'
import { readPageText } from '../src/text/pagetext/read.ts'
import type { BenchRow } from './row.ts'

const shared = new URL('../../shared/', import.meta.url)
const SEED = new URL('seed/security-guarantees.txt', shared)
const FIXTURE = new URL('../src/text/pagetext/fixtures/river-crossings.en.txt', import.meta.url)
const CORPUS = new URL('corpora/seedlike/', shared)

/** How fast a page of text is read, and how many of its blocks and broken words come out right. */
export async function benchImport(): Promise<BenchRow[]> {
  const isWord = (await loadDictionary('en'))?.isWord
  const options: PageOptions = { language: 'en', ...(isWord && { isWord }) }
  return [...speedRows(options), ...(existsSync(CORPUS) ? accuracyRows(options) : [])]
}

function speedRows(options: PageOptions): BenchRow[] {
  const seed = readFileSync(existsSync(SEED) ? SEED : FIXTURE, 'utf8').trim()
  const long = longText(readFileSync(FIXTURE, 'utf8'), 10_000)
  return [
    timeRow('import: a page of 20 blocks', medianMs(() => readPageText(seed, options), 51), 15),
    timeRow('import: 10,000 paragraphs', medianMs(() => readPageText(long, options), 5), 1000),
  ]
}

/** The fixture's wrapped paragraphs over and over, each with a number so that none is another's evidence. */
function longText(page: string, count: number): string {
  const paragraphs = page.trim().split('\n\n').filter((paragraph) => paragraph.split('\n').length > 3)
  return Array.from({ length: count }, (_, at) => `Crossing ${at} ${paragraphs[at % paragraphs.length]}`).join('\n\n')
}

function medianMs(act: () => void, rounds: number): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    act()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}

function timeRow(name: string, ms: number, limit: number): BenchRow {
  return { name, value: Math.round(ms * 100) / 100, unit: 'ms', target: `≤ ${limit} ms`, met: ms <= limit }
}

function accuracyRows(options: PageOptions): BenchRow[] {
  return [
    shareRow('import: blocks of the Debian Social Contract', ['1.0', '1.1', '1.2'].flatMap((version) => checkBlocks(version, options))),
    shareRow('import: real hyphens (Debian Policy)', checkPairs('hyphens-hard.tsv', options)),
    shareRow('import: broken words (ssh-agent)', checkPairs('ssh-agent.1.hyphens-soft.tsv', options)),
    shareRow('import: broken words, the page whole', checkPage(options)),
    shareRow('import: the same, all signs ASCII hyphens', checkPage(options, '-')),
  ]
}

function shareRow(name: string, right: boolean[]): BenchRow {
  const share = (100 * right.filter(Boolean).length) / right.length
  return { name, value: Math.round(share * 10) / 10, unit: '%', target: '≥ 98 %', met: share >= 98 }
}

interface Expected { type: string; text: string; lines: [number, number] }

const isExpected = (value: unknown): value is Expected[] => Array.isArray(value) && value.every((each) => typeof each === 'object')

/** A block is right when its text, its lines and its being a list item or not are; a drawn line loses nothing. */
function checkBlocks(version: string, options: PageOptions): boolean[] {
  const page = readFileSync(new URL(`debian-social-contract.v${version}.txt`, CORPUS), 'utf8')
  const expected: unknown = JSON.parse(readFileSync(new URL(`debian-social-contract.v${version}.expected.json`, CORPUS), 'utf8'))
  if (!isExpected(expected)) throw new TypeError('expected.json is a list of blocks')
  const found = new Map(readPageText(page.trimEnd(), options).blocks.map((block) => [block.lines.join('-'), block]))
  return expected.map(({ type, text, lines }) => {
    const block = found.get(lines.join('-'))
    return block?.text === text && (block.kind === 'list_item') === (type === 'li')
  })
}

/** Each pair of lines is a page of its own: no evidence but the language's. */
function checkPairs(file: string, options: PageOptions): boolean[] {
  return readPairs(file).map(({ line, next, joined }) => allText(`${line}\n${next}`, options).includes(joined))
}

function checkPage(options: PageOptions, sign = '‐'): boolean[] {
  const page = readFileSync(new URL('ssh-agent.1.wrapped52.txt', CORPUS), 'utf8').trimEnd().replaceAll('‐', sign)
  const text = allText(page, options)
  return readPairs('ssh-agent.1.hyphens-soft.tsv').map(({ line, next, joined }) => {
    const before = line.replace(/\s+/gu, ' ').split(' ').at(-2) ?? ''
    const after = next.split(' ')[1] ?? ''
    return text.includes([before, joined].join(' ').trim()) || text.includes([joined, after].join(' ').trim())
  })
}

function readPairs(file: string): { line: string; next: string; joined: string }[] {
  const [, ...rows] = readFileSync(new URL(file, CORPUS), 'utf8').trimEnd().split('\n')
  return rows.map((row) => {
    const [line = '', next = '', , joined = ''] = row.split('\t')
    return { line, next, joined }
  })
}

function allText(page: string, options: PageOptions): string {
  return readPageText(page, options).blocks.map(({ text }) => text).join('\n')
}
