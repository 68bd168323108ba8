import { Worker } from 'node:worker_threads'
import type { Answer, Question } from './model.ts'

/** Of JavaScript alone; a dictionary lies in memory of its own, which is as large as its files make it. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 }

type Asked<T> = T extends Question ? Omit<T, 'id'> : never

interface Waiting { settle: (answer: Answer | null) => void; clock: NodeJS.Timeout }

/**
 * One thread at a time: started when first asked, ended after a time without questions, after an answer that does not come, and when it
 * dies; the next question starts another. Whoever waited for such a thread gets null.
 */
export class Thread {
  readonly #script: URL
  readonly #idleMs: number
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | undefined
  #last = 0

  constructor(script: URL, idleMs: number) {
    this.#script = script
    this.#idleMs = idleMs
  }

  /** The answer; null when it does not come in this time, opening a dictionary included. */
  ask(question: Asked<Question>, withinMs: number): Promise<Answer | null> {
    const worker = this.#worker ?? this.#start()
    clearTimeout(this.#idle)
    const id = this.#last += 1
    return new Promise((settle) => {
      const clock = setTimeout(() => this.#end(worker), withinMs)
      this.#waiting.set(id, { settle, clock })
      worker.ref()
      worker.postMessage({ ...question, id })
    })
  }

  close(): void {
    if (this.#worker) this.#end(this.#worker)
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { resourceLimits: LIMITS, execArgv: [] })
    worker.on('message', (answer: Answer) => this.#hear(worker, answer))
    // What killed it also ends it; questions that waited are answered then.
    worker.on('error', () => undefined)
    worker.once('exit', () => this.#end(worker))
    this.#worker = worker
    return worker
  }

  #hear(worker: Worker, answer: Answer): void {
    this.#settle(answer.id, answer)
    if (this.#waiting.size > 0) return
    worker.unref()
    this.#idle = setTimeout(() => this.#end(worker), this.#idleMs).unref()
  }

  #settle(id: number, answer: Answer | null): void {
    const waiting = this.#waiting.get(id)
    clearTimeout(waiting?.clock)
    this.#waiting.delete(id)
    waiting?.settle(answer)
  }

  #end(worker: Worker): void {
    if (this.#worker !== worker) return
    clearTimeout(this.#idle)
    this.#worker = null
    void worker.terminate()
    for (const id of [...this.#waiting.keys()]) this.#settle(id, null)
  }
}
