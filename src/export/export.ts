import { availableParallelism } from 'node:os'
import type { Config } from '../config.ts'
import { listBundles } from '../reader/inventory.ts'
import { openCrew, type Crew, type Job } from './crew.ts'
import { Mover } from './files.ts'
import type { Held } from './maker.ts'
import type { Outcome, Summary } from './model.ts'
import { markPacking, markProgram } from './program.ts'
import { writeServerFiles } from './server-files.ts'
import { ExportState } from './state-store.ts'

interface ExportOptions {
  folder: string
  /** Threads that make pages; none: this one makes them. */
  workers?: number
  clock?: () => number
  /** Hears after each batch how many pages are done. */
  onProgress?: (pages: number) => void
}

const BATCH = 16
const MOST_WORKERS = 8

/** Writes the whole public site, as of one moment, into a folder: what is new or changed, and takes away what is there no more. */
export async function exportSite(config: Config, options: ExportOptions): Promise<Summary> {
  const { folder, clock = Date.now, workers = Math.min(availableParallelism(), MOST_WORKERS) } = options
  const started = performance.now()
  const state = ExportState.open(folder)
  try {
    const moment = clock()
    const marks = { program: markProgram(config), packing: markPacking() }
    const held = holding(state, marks)
    const crew = await openCrew({ config: { ...config }, folder, moment, held, sentences: state.sentences() }, workers)
    try {
      const counts = await makeSite(state, crew, options)
      for (const [name, value] of Object.entries({ ...marks, standing: crew.standing })) state.setFact(name, value)
      return { ...counts, seconds: Math.round(performance.now() - started) / 1000 }
    } finally {
      await crew.close()
    }
  } finally {
    state.close()
  }
}

/** What of the last export can be relied on. Until this one is finished, the files are of no one moment, and maybe of two programs. */
function holding(state: ExportState, { program, packing }: { program: string; packing: string }): Held {
  const held = { program: state.fact('program') === program, packing: state.fact('packing') === packing, standing: state.fact('standing') || null }
  if (!held.program) state.setFact('program', '')
  if (!held.packing) state.setFact('packing', '')
  state.setFact('standing', '')
  return held
}

type Counts = Omit<Summary, 'seconds'>

async function makeSite(state: ExportState, crew: Crew, { folder, onProgress }: ExportOptions): Promise<Counts> {
  const counts: Counts = { pages: 0, written: 0, unchanged: 0, removed: 0 }
  const mover = new Mover(folder)
  await eachBatch(crew, batches(state, crew), (outcomes, jobs) => {
    state.keep(outcomes.filter(({ made }) => !made).map(({ name }) => name), outcomes.flatMap(({ made }) => made ?? []))
    for (const waiting of outcomes.flatMap(({ made }) => made?.waiting ?? [])) mover.place(waiting)
    count(counts, outcomes, jobs)
    onProgress?.(counts.pages)
  })
  writeServerFiles(folder, crew.reader.config, state)
  for (const one of state.leftovers()) {
    if ('to' in one) continue
    const [removed] = one.parts.map(({ ending }) => mover.remove(one.file + ending))
    if (removed) counts.removed += 1
  }
  return counts
}

/** A few bundles at a time, with what is known of each. */
async function* batches(state: ExportState, { reader }: Crew): AsyncGenerator<Job[]> {
  let jobs: Job[] = []
  for await (const name of listBundles(reader)) {
    jobs.push({ name, known: state.bundle(name) })
    if (jobs.length < BATCH) continue
    yield jobs
    jobs = []
  }
  if (jobs.length > 0) yield jobs
}

/** Everybody has work, one batch is ready for whoever is done first, and what comes back is taken one after another. */
async function eachBatch(crew: Crew, jobs: AsyncIterable<Job[]>, take: (outcomes: Outcome[], batch: Job[]) => void): Promise<void> {
  const going = new Set<Promise<void>>()
  try {
    for await (const batch of jobs) {
      const done = crew.make(batch).then((outcomes) => take(outcomes, batch))
      going.add(done)
      done.then(() => going.delete(done), () => undefined)
      if (going.size > crew.size) await Promise.race(going)
    }
    await Promise.all(going)
  } finally {
    // After a failure too: nobody writes once this has ended.
    await Promise.allSettled(going)
  }
}

function count(counts: Counts, outcomes: readonly Outcome[], jobs: readonly Job[]): void {
  for (const [at, { made }] of outcomes.entries()) {
    const pages = (made ?? jobs[at]?.known)?.exported.filter((one) => 'parts' in one).length ?? 0
    const written = made?.waiting.filter(({ to }) => !/\.(?:br|gz|zst)$/.test(to)).length ?? 0
    counts.pages += pages
    counts.written += written
    counts.unchanged += pages - written
  }
}
