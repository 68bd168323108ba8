/**
 * The same work, keeping what it made of the last few texts: several that judge a text ask for the same, one after another. Nobody may
 * change what they are given.
 */
export function rememberingLast<T>(most: number, work: (text: string) => T): (text: string) => T {
  const known = new Map<string, { made: T }>()
  return (text) => {
    const before = known.get(text)
    if (before) return before.made
    const made = work(text)
    const [oldest] = known.keys()
    if (oldest !== undefined && known.size >= most) known.delete(oldest)
    known.set(text, { made })
    return made
  }
}
