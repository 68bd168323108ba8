import type { Title } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import { returnPlace, type ReturnMessages } from './returns.ts'
import type { UndoneTexts } from './undone.ts'
import type { Start, Task, TaskKind, Tasks } from './work.ts'

/** «My work»: what waits for one person, in the order in which it should be done. */
export interface WorkPage {
  sections: WorkSection[]
  start: Start | null
  /** The one kind of work that is shown, all of it. */
  only: TaskKind | null
  undone: readonly UndoneTexts[]
  /** Nobody else is here yet, and this person invites people. */
  alone: boolean
}

interface WorkSection {
  kind: TaskKind
  total: number
  /** The list of all of them. */
  href: string
  /** How many are left out here. */
  more: number
  tasks: (Task & { title: Title | null; returns: ReturnMessages })[]
}

const MOST_TASKS = 10

/** What of it the page shows: the beginning of every kind, or the whole of one. */
export function shownTasks(sections: Tasks, only: TaskKind | null): (Tasks[number] & { total: number })[] {
  return sections.filter(({ kind }) => only === null || kind === only)
    .map(({ kind, tasks }) => ({ kind, total: tasks.length, tasks: only === null ? tasks.slice(0, MOST_TASKS) : tasks }))
}

export function workPage(
  shown: ReturnType<typeof shownTasks>, titles: ReadonlyMap<Id, Title>, only: TaskKind | null, start: Start,
  { undone, alone, returns }: Pick<WorkPage, 'undone' | 'alone'> & { returns: ReadonlyMap<string, ReturnMessages> },
): WorkPage {
  return {
    sections: shown.map(({ kind, total, tasks }) => ({
      kind, total, href: `/desk?section=${kind}`, more: total - tasks.length,
      tasks: tasks.map((task) => ({ ...task, title: task.article === null ? null : titles.get(task.article) ?? { text: '…', language: '' },
        returns: kind === 'returned' ? returns.get(returnPlace(task)) ?? [] : [] })),
    })),
    start: shown.length > 0 ? null : start, only, undone,
    // The first steps on a site without articles say it already.
    alone: alone && only === null && (shown.length > 0 || start.why !== 'first_steps'),
  }
}
