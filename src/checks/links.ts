import { storeLinks } from '../text/links.ts'
import { inLatin } from './look-alikes.ts'
import { beyond } from './look.ts'
import { compareMarks, findTears, snippetOf, type MarkFault } from './markup.ts'
import type { Noticed, Read } from './model.ts'

/** Links of the original that are not here, those that it has not, and links torn by a space. */
export function checkLinks(read: Read): Noticed[] {
  const { target } = read
  const torn = findTears(target).map((tear): Noticed => ({ severity: 'question', says: 'link_torn', fix: { ...tear, text: '' } }))
  return [...torn, ...markFaults('link', read)]
}

const LANGUAGE = String.raw`(?:uk|ua|en|pl|de)(?:-[a-z]{2})?`
const IN_PATH = new RegExp(String.raw`(?:/lang)?/${LANGUAGE}(?=[/?#]|$)`, 'giu')
const IN_HOST = new RegExp(String.raw`^(?:www|${LANGUAGE})\.`, 'iu')
const ENCYCLOPEDIA = /^[a-z-]+\.(?:m\.)?(wik[a-z]+\.org)\/wiki\/.*/iu

/** Where a link leads, whatever the language of that place: an encyclopedia names its articles in each language. */
function placeOf(item: string): string {
  const bare = item.replace(/^https?:\/\//iu, '').replace(/^\.\//u, '')
  return bare.replace(ENCYCLOPEDIA, '$1').replace(IN_HOST, '').replace(IN_PATH, '').replace(/(?:\.html?|\.md|\/)(?=$|[?#])/u, '')
}

/** Without those that stand in both texts, each leading to its own language. */
function withoutKin(faults: readonly MarkFault[]): MarkFault[] {
  const of = (sign: MarkFault['sign']) => faults.filter((fault) => fault.sign === sign).map((fault) => ({ fault, text: placeOf(fault.item) }))
  const [missing, extra] = [of('missing'), of('extra')]
  const left = [...beyond(missing, extra.map(({ text }) => text)), ...beyond(extra, missing.map(({ text }) => text))]
  return left.map(({ fault }) => fault)
}

/** Pieces of code of the original that are not here, and those that it has not. */
export function checkCode(read: Read): Noticed[] {
  return markFaults('code', read)
}

/** A link to an article is the same link in the address of every language. */
export function isUnchanged({ source, target, links }: Read): boolean {
  return source !== null && (source === target || links !== null && storeLinks(source, links) === storeLinks(target, links))
}

function markFaults(kind: 'link' | 'code', read: Read): Noticed[] {
  const { source, target, links } = read
  // What is the same as the original is asked about as a whole.
  if (source === null || isUnchanged(read)) return []
  const [wanted, given] = links ? [storeLinks(source, links), storeLinks(target, links)] : [source, target]
  const faults = compareMarks(wanted, given).filter((fault) => fault.kind === kind)
  const left = kind === 'link' ? withoutKin(faults) : faults
  const { exchanges, rest } = pairUp(left)
  return [...exchanges.map(([one, other]) => exchanged(kind, one.item, other.item, target)), ...rest.map((fault): Noticed => ({
    severity: 'question', says: `${kind}_${fault.sign}`, words: { item: fault.item },
    fix: fault.sign === 'missing' ? { insert: snippetOf(fault) } : null,
  }))]
}

/** What stands in the place of what is missing: those that look alike, and the only one left for the only one. */
function pairUp(faults: readonly MarkFault[]): { exchanges: [MarkFault, MarkFault][]; rest: MarkFault[] } {
  const extra = Map.groupBy(faults.filter(({ sign }) => sign === 'extra'), ({ item }) => inLatin(item) ?? item)
  const exchanges = faults.filter(({ sign }) => sign === 'missing').flatMap((one): [MarkFault, MarkFault][] => {
    const other = extra.get(inLatin(one.item) ?? one.item)?.shift()
    return other ? [[one, other]] : []
  })
  const gone = new Set(exchanges.flat())
  const rest = faults.filter((one) => !gone.has(one))
  const [first, second] = rest
  const isOne = rest.length === 2 && first?.sign === 'missing' && second?.sign === 'extra'
  return isOne ? { exchanges: [...exchanges, [first, second]], rest: [] } : { exchanges, rest }
}

/** One in the place of another is one question; the original's is put back where the other one stands for certain. */
function exchanged(kind: 'link' | 'code', wanted: string, given: string, target: string): Noticed {
  const start = target.indexOf(given)
  const isCertain = start > 0 && '(<`'.includes(target.charAt(start - 1)) && !target.includes(given, start + 1) && !/[\s()<>`\\]/u.test(wanted)
  const isAlike = (inLatin(given) ?? given) === (inLatin(wanted) ?? wanted)
  const says = isAlike ? 'looks_alike' : `${kind}_differs`
  return { severity: 'question', says, words: { wanted, given }, fix: isCertain ? { start, end: start + given.length, text: wanted } : null }
}
