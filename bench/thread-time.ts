const sleeper = new Int32Array(new SharedArrayBuffer(4))
const NAP_MS = 0.02

/** Milliseconds of work of this thread. Some kernels count only at a tick or when a thread sleeps: so it sleeps, shortly. */
export function threadTime(): number {
  Atomics.wait(sleeper, 0, 0, NAP_MS)
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
