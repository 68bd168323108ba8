/** Processor time in milliseconds: of this thread, client and server alike, for others may use the machine; and with all other threads. */
export interface Cost {
  own: number
  all: number
}

export async function costsOf(times: number, work: (n: number) => Promise<unknown>): Promise<Cost[]> {
  const costs: Cost[] = []
  for (let n = 0; n < times; n += 1) costs.push(await costOf(() => work(n)))
  return costs
}

export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [own, all] = [process.threadCpuUsage(), process.cpuUsage()]
  await work()
  return { own: sumOf(process.threadCpuUsage(own)), all: sumOf(process.cpuUsage(all)) }
}

/** What such a part of them costs at most. */
export function quantile(costs: readonly Cost[], part: number): Cost {
  const at = (list: number[]) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0
  return { own: at(costs.map(({ own }) => own)), all: at(costs.map(({ all }) => all)) }
}

function sumOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}
