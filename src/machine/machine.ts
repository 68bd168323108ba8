import type { MachineConfig } from '../config/machine.ts'
import { log as writeLog, type Log } from '../log.ts'
import { chatModel } from './chat.ts'
import { deepL } from './deepl.ts'
import { libreTranslate } from './libretranslate.ts'
import { MachineFailure, type Answered, type Asked, type Engine, type Why } from './model.ts'

const MOST_AT_ONCE = 4
/** After so many failures in a row nobody is asked for a while: longer each time, until an answer comes. */
const MOST_FAILURES = 3
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 15 * 60_000

const ENGINES: Readonly<Record<MachineConfig['kind'], (config: MachineConfig) => Engine>> = { libretranslate: libreTranslate, deepl: deepL, openai: chatModel }

/** Says nothing of the service: it answers, but not to this. */
const HARMLESS: ReadonlySet<Why> = new Set<Why>(['rejected', 'empty'])

/** The service that the site may ask, with a bound on how often and how long. */
export class Machine {
  readonly budget: number
  readonly #engine: Engine
  readonly #patience: number
  readonly #log: Log
  readonly #clock: () => number
  #asking = 0
  #failures = 0
  #until = 0

  constructor(config: MachineConfig, { log = writeLog, clock = () => performance.now() }: { log?: Log; clock?: () => number } = {}) {
    this.#engine = ENGINES[config.kind](config)
    this.budget = config.budget
    this.#patience = config.patience
    this.#log = log
    this.#clock = clock
  }

  get name(): string {
    return this.#engine.name
  }

  weigh(asked: Asked): number {
    return this.#engine.weigh(asked)
  }

  /** Throws `paused` or `busy` where it would not ask at all. */
  refuseNow(): void {
    if (this.#clock() < this.#until) throw new MachineFailure('paused')
    if (this.#asking >= MOST_AT_ONCE) throw new MachineFailure('busy')
  }

  /** Throws `MachineFailure`. */
  async ask(asked: Asked): Promise<Answered> {
    this.refuseNow()
    this.#asking += 1
    try {
      const answered = await this.#engine.translate(asked, AbortSignal.timeout(this.#patience))
      this.#failures = 0
      return answered
    } catch (error) {
      if (error instanceof MachineFailure) this.#fail(error)
      throw error
    } finally {
      this.#asking -= 1
    }
  }

  #fail({ why, message }: MachineFailure): void {
    this.#log('machine.failed', { engine: this.name, error: message })
    if (HARMLESS.has(why)) return
    this.#failures += 1
    const beyond = this.#failures - MOST_FAILURES
    if (beyond >= 0) this.#until = this.#clock() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** beyond)
  }
}

/** Null where the site asks nobody. */
export function openMachine(config: MachineConfig | null): Machine | null {
  return config && new Machine(config)
}
