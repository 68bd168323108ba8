import type { Command } from 'commander'
import { AppError } from '../errors.ts'
import type { Id, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Voice } from '../i18n/voice.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findPersonByEmail } from '../people/store.ts'
import { MOST_AT_ONCE, undoEdits } from '../undoing/actions.ts'
import type { Selection } from '../undoing/model.ts'
import { readPlan, type Plan, type PlanRow, type UntouchedRow } from '../undoing/plan.ts'
import { findActingPerson } from './people.ts'
import { print, printJson, Refusal, runCommand, withDb } from './terminal.ts'

interface UndoOptions {
  person: string
  language: string
  from: string
  to: string
  reason?: string
  by?: string
  dryRun?: true
  json?: true
}

/** What was undone of all parts of a plan, or would be. */
interface Told {
  rows: PlanRow[]
  untouched: UntouchedRow[]
  moved: Id[]
  titles: Map<Id, string>
}

export function addEditCommands(program: Command, voice: Voice): void {
  const { t } = voice
  const edits = program.command('edits').description(t('cli:edits.about'))
  edits.command('undo').description(t('cli:edits.undo'))
    .requiredOption('--person <email>', t('cli:option.whose')).requiredOption('--language <language>', t('cli:option.language'))
    .requiredOption('--from <time>', t('cli:option.from')).requiredOption('--to <time>', t('cli:option.to'))
    .option('--reason <reason>', t('cli:option.reason')).option('--by <email>', t('cli:option.by'))
    .option('--dry-run', t('cli:option.dryRunUndo')).option('--json', t('cli:option.json'))
    .action((options: UndoOptions) => runCommand(voice, () => undo(voice, options)))
}

async function undo(voice: Voice, options: UndoOptions): Promise<void> {
  const { language, reason = '', dryRun, json } = options
  if (!dryRun && reason.trim() === '') throw new AppError('reason_needed')
  await withDb(async (db) => {
    const actor = await findActingPerson(db, voice, options.by, { right: 'publish', language })
    authorize(actor, 'edits.undo', language)
    const person = await findPersonByEmail(db, options.person)
    if (!person) throw new Refusal(voice.t('cli:person.unknown', { email: options.person }))
    const asked = { person: person.id, language, from: readTime(voice, options.from), to: readTime(voice, options.to) }
    const told = await undoAll(db, actor, asked, { lang: voice.language, reason: dryRun ? null : reason })
    if (json) reportJson(asked, told, dryRun ?? false)
    else report(voice, told, dryRun ?? false)
  })
}

/** ISO 8601; a day alone begins at midnight UTC. */
function readTime(voice: Voice, typed: string): Timestamp {
  const at = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d.*)?$/.test(typed) ? Date.parse(typed) : Number.NaN
  if (Number.isNaN(at)) throw new Refusal(voice.t('cli:edits.badTime', { time: typed }))
  return new Date(at).toISOString()
}

/** Part by part, each in a transaction of its own; nothing is done without a reason. */
async function undoAll(db: Db, actor: Actor, asked: Selection, { lang, reason }: { lang: string; reason: string | null }): Promise<Told> {
  const told: Told = { rows: [], untouched: [], moved: [], titles: new Map() }
  for (let after: Plan['next'] = null; ;) {
    const plan: Plan = await readPlan(db, asked, { lang, after, limit: MOST_AT_ONCE })
    const isDone = reason !== null && plan.rows.length > 0
    const moved: Id[] = isDone ? (await undoEdits(db, actor, asked, plan.rows, reason)).moved : []
    told.rows.push(...plan.rows.filter(({ segment }) => !moved.includes(segment)))
    told.untouched.push(...plan.untouched)
    told.moved.push(...moved)
    for (const [article, { text }] of plan.titles) told.titles.set(article, text)
    if (!plan.next) return told
    after = plan.next
  }
}

function reportJson({ language, from, to }: Selection, { rows, untouched, moved }: Told, dryRun: boolean): void {
  printJson({
    language, from, to, done: !dryRun,
    undone: rows.map(({ segment, article, number, goes, text, back }) => ({ article, segment, number, goes, text, back })),
    untouched: untouched.map(({ segment, article, number, why }) => ({ article, segment, number, why })), moved,
  })
}

function report({ t }: Voice, { rows, untouched, moved, titles }: Told, dryRun: boolean): void {
  const line = (text: string) => text.replaceAll('\n', ' ')
  for (const { article, number, text, back } of rows) {
    print([titles.get(article) ?? article, number, line(text), back ? line(back.text) : t('cli:edits.noText')].join('\t'))
  }
  if (untouched.length > 0) print(t('cli:edits.untouched', { count: untouched.length }))
  if (moved.length > 0) print(t('cli:edits.moved', { count: moved.length }))
  print(t(dryRun ? 'cli:edits.wouldUndo' : 'cli:edits.done', { count: rows.length }))
}
