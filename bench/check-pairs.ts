import { existsSync, readdirSync, readFileSync } from 'node:fs'

const CORPORA = new URL('../../shared/corpora/', import.meta.url)

export const hasPairs = existsSync(new URL('tm/en-uk-5k.tsv', CORPORA))

/** A paragraph and its translation as people approved them. */
export interface RealPair {
  /** `tm 17`, `vue-faq 3`: what the register of judged alarms calls it. */
  name: string
  kind: string
  en: string
  uk: string
}

interface Aligned { pairs: { type: string; en_text: string; uk_text: string; translated: boolean }[] }

/** Every pair of the translation memory and of the aligned articles, each wording once. */
export function readPairs(): RealPair[] {
  const seen = new Set<string>()
  return [...memoryPairs(), ...articlePairs()].filter(({ en, uk }) => {
    const wording = `${en}\0${uk}`
    return !seen.has(wording) && seen.add(wording)
  })
}

function memoryPairs(): RealPair[] {
  const [, ...lines] = readFileSync(new URL('tm/en-uk-5k.tsv', CORPORA), 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => {
    const [id = '', en = '', uk = ''] = line.split('\t')
    return { name: `tm ${id}`, kind: 'paragraph', en, uk }
  })
}

/** Of each article the first version that has both languages, then what later versions changed. */
function articlePairs(): RealPair[] {
  const folder = new URL('articles/', CORPORA)
  return readdirSync(folder).sort().flatMap((article) => !existsSync(new URL(`${article}/meta.json`, folder)) ? []
    : readdirSync(new URL(`${article}/`, folder)).filter((file) => file.startsWith('aligned.')).sort().flatMap((file) => {
      const { pairs } = JSON.parse(readFileSync(new URL(`${article}/${file}`, folder), 'utf8')) as Aligned
      const version = file.split('.')[1] ?? ''
      return pairs.flatMap(({ type, en_text: en, uk_text: uk, translated }, at) => (
        translated && en && uk ? [{ name: `${article} ${version} ${at}`, kind: KINDS[type] ?? (type.startsWith('h') ? 'heading' : 'paragraph'), en, uk }] : []
      ))
    }))
}

const KINDS: Readonly<Record<string, string>> = { h1: 'title', li: 'list_item', blockquote: 'quotation' }
