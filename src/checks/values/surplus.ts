/** Those of `some` that `others` have not, each counted. */
export function surplus<One>(some: readonly One[], others: readonly One[]): One[] {
  const left = new Map<One, number>()
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1)
  return some.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}
