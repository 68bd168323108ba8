/** By so much at least the lengths of one class differ from those of the class before the last. */
const STEP = Math.log(1.5)
const LAST = 30

/** Places for the postings of one feature in a run: one for those of all lengths, then one for each class of lengths. */
export const PLACES = 32

/** Which place a text of this length has: from 1. */
export function placeOf(length: number): number {
  return 1 + Math.min(LAST, Math.floor(Math.log(Math.max(1, length)) / STEP))
}

/** Ascending numbers as the differences between them, seven bits in a byte. */
export function packNumbers(numbers: ArrayLike<number>, count: number): Uint8Array {
  const bytes = new Uint8Array(5 * count)
  let [at, last] = [0, 0]
  for (let each = 0; each < count; each++) {
    const number = numbers[each] ?? 0
    let left = number - last
    for (; left > 127; left >>>= 7) bytes[at++] = left & 127 | 128
    bytes[at++] = left
    last = number
  }
  return bytes.slice(0, at)
}

/** Counts each of the numbers in `hits`; those not counted yet are listed in `met` behind the first `size`. How many it then has. */
export function countNumbers(bytes: Uint8Array, hits: Uint8Array, met: Uint32Array, size: number): number {
  let [number, many] = [0, size]
  for (let at = 0; at < bytes.length;) {
    let byte = bytes[at++]!
    let left = byte & 127
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!
      left |= (byte & 127) << shift
    }
    number += left
    const before = hits[number]!
    if (before === 0) met[many++] = number
    if (before < 255) hits[number] = before + 1
  }
  return many
}

/** Calls `take` with each of the numbers. */
export function eachNumber(bytes: Uint8Array, take: (number: number) => void): void {
  let number = 0
  for (let at = 0; at < bytes.length;) {
    let byte = bytes[at++] ?? 0
    let left = byte & 127
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] ?? 0
      left |= (byte & 127) << shift
    }
    number += left
    take(number)
  }
}
