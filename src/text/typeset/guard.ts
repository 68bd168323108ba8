/** Stands for what is no prose, sign for sign: code, addresses. */
export const OPAQUE = '\ufffc'

// Whatever is followed without end is bounded, so that no text takes more time than its length.
const ADDRESSES = new RegExp([
  String.raw`(?:https?|ftp):\/\/[^\s<>"«»“”„]+`, String.raw`\bwww\.[^\s<>"«»“”„]+`, String.raw`\bmailto:[^\s<>"«»“”„]+`,
  String.raw`[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}.-]{1,190}`,
  String.raw`(?<![\p{L}\p{N}-])[\p{L}\p{N}-]{1,63}\.\p{L}{2,12}\/[^\s<>"«»“”„]*`,
].join('|'), 'gu')
const MAY_HAVE = /:\/\/|www\.|mailto:|@|\.\p{L}{2,12}\//u

/** Sets what is prose; addresses that stand as words come out as they were. `set` keeps every sign in its place. */
export function aroundAddresses(text: string, set: (prose: string) => string): string {
  if (!MAY_HAVE.test(text)) return set(text)
  const found = [...text.matchAll(ADDRESSES)]
  const prose = text.replace(ADDRESSES, (address) => OPAQUE.repeat(address.length))
  const done = set(prose)
  const ends = [0, ...found.map(({ 0: address, index }) => index + address.length)]
  return [...found.map(({ 0: address, index }, i) => done.slice(ends[i], index) + address), done.slice(ends.at(-1))].join('')
}
