import { parentPort, workerData } from 'node:worker_threads'
import { makeAll, type Job, type Said } from './crew.ts'
import { Maker, type MakerOptions } from './maker.ts'

if (parentPort) {
  const port = parentPort
  const say = (said: Said) => port.postMessage(said)
  const maker = await Maker.open(workerData as MakerOptions)
  port.on('message', (jobs: Job[]) => void makeAll(maker, jobs).then((outcomes) => say({ outcomes }), fail))
  say({ standing: maker.standing })
}

/** Whoever waits for the answer hears of it as an error of this thread. */
function fail(error: unknown): void {
  setImmediate(() => { throw error })
}
