import path from 'node:path'
import type { Article } from '../articles/model.ts'
import { findArticleByName, listSlugs } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { findFaults } from '../exchange/faults.ts'
import type { Preview } from '../exchange/preview.ts'
import { segmentsOf } from '../exchange/understand.ts'
import { tellFinding } from '../i18n/findings.ts'
import type { Voice } from '../i18n/voice.ts'
import type { Actor } from '../people/model.ts'
import type { Plan, PlanRow } from '../sources/model.ts'
import { planChange } from '../sources/plan.ts'
import { sendChange } from '../sources/sending.ts'
import { readSource } from '../sources/state.ts'
import { storedBlocks } from '../sources/stored.ts'
import { asideOf, printObstacles, sayFaults, understandFile, type ImportOptions } from './import-file.ts'
import { placeNear } from './near-pictures.ts'
import { findActingPerson } from './people.ts'
import { print, printJson, Refusal, withDb } from './terminal.ts'

/** What the command line calls each change. */
const WORDS = {
  unchanged: 'unchanged', typography: 'edited', edited: 'edited', moved: 'moved', moved_edited: 'edited', split: 'split', merged: 'merged',
  new: 'added', returned: 'added',
} as const satisfies Record<PlanRow['change'], string>
type Word = (typeof WORDS)[PlanRow['change']] | 'removed'

interface Change { article: Article; preview: Preview; plan: Plan; submission: Id | null; slug: string | null }

/** Takes a file as the changed original of an article: says what becomes of each paragraph, and sends that to review. */
export async function changeArticle(voice: Voice, file: string, name: string, options: ImportOptions): Promise<void> {
  await withDb(async (db, config) => {
    const article = await findArticleByName(db, name)
    const { source_language: language, site_text: siteText } = article
    if (options.approved) throw new Refusal(voice.t('cli:change.approved'))
    if (options.language !== undefined && options.language !== language) throw new Refusal(voice.t('cli:change.language', { language }))
    const opened = await understandFile(voice, file, { ...options, language }, config.languages, siteText)
    const actor = await findActingPerson(db, voice, options.by, { right: 'publish', language })
    const preview = options.dryRun ? opened : { ...opened, blocks: await placeNear(voice, db, actor, language, file, opened.blocks) }
    const change = await planAndSend(voice, db, actor, article, preview, options)
    report(voice, file, change, options)
    if (options.dryRun && !options.json) await printObstacles(voice, file, preview.blocks)
  })
}

async function planAndSend(
  voice: Voice, db: Db, actor: Actor, article: Article, preview: Preview, { dryRun }: ImportOptions,
): Promise<Change> {
  const state = await readSource(db, article, actor.id)
  const blocks = await storedBlocks(db, state, segmentsOf(preview.blocks))
  const plan = planChange(state, blocks)
  const slug = (await listSlugs(db, article.id)).get(article.source_language) ?? null
  if (dryRun) return { article, preview, plan, submission: null, slug }
  const faults = findFaults(preview.blocks)
  if (faults.length > 0) throw new Refusal(sayFaults(voice, faults, preview.blocks))
  const waiting = [...plan.rows, ...plan.removed].filter(({ obstacle }) => obstacle)
  if (waiting.length > 0) throw new Refusal([voice.t('cli:change.waits'), ...waiting.map(({ text }) => text)].join('\n'))
  const faulty = plan.rows.flatMap(({ error, text }) => error ? [`${text}\n  ${tellFinding(voice.t, error)}`] : [])
  if (faulty.length > 0) throw new Refusal([voice.t('sources:plan.refused.faulty'), ...faulty].join('\n'))
  if (plan.structural && plan.structure && !plan.structure.mine) throw new Refusal(voice.t('cli:change.structureWaits'))
  const submission = plan.changes ? await sendChange(db, actor, { article: article.id, blocks, mark: state.mark, draft: 0 }) : null
  return { article, preview, plan, submission, slug }
}

function report(voice: Voice, file: string, { article, preview, plan, submission, slug }: Change, { json, dryRun }: ImportOptions): void {
  if (!json) return printPlan(voice, plan, submission, dryRun ?? false)
  const { source } = preview
  printJson({
    article: article.id, slug, language: article.source_language, submission,
    source: { file: path.basename(file), format: source?.format ?? 'text', encoding: source?.encoding ?? 'utf-8' },
    segments: plan.rows.map(tell),
    removed: plan.removed.map(({ segment, kind, text, touched, obstacle }) =>
      ({ id: segment, kind, text, ...obstacle ? { obstacle } : {}, translations: touched })),
    plan: countWords(plan), aside: asideOf(preview.blocks), notices: preview.notices.map(({ code, items }) => ({ code, items })),
  })
}

function tell(row: PlanRow) {
  const { segment: id, kind, level, list, asset, text, minor, moved, from, part, obstacle, error, touched } = row
  return {
    id, kind, ...level > 0 ? { level } : {}, ...list ? { list } : {}, ...asset ? { asset } : {}, text, change: wordOf(row),
    ...minor ? { minor } : {}, ...moved ? { moved } : {}, ...from.length > 1 || part !== null && part > 1 ? { from } : {},
    ...obstacle ? { obstacle } : {}, ...error ? { error: error.says } : {}, ...touched.length > 0 ? { translations: touched } : {},
  }
}

/** Another kind or picture is an edit too, where the words are the same. */
function wordOf({ change, kindChanged, pictureChanged }: PlanRow): Word {
  return WORDS[change] === 'unchanged' && (kindChanged || pictureChanged) ? 'edited' : WORDS[change]
}

function countWords({ rows, removed }: Plan): Record<Word, number> {
  const counts: Record<Word, number> = { unchanged: 0, edited: 0, moved: 0, split: 0, merged: 0, added: 0, removed: removed.length }
  for (const row of rows) counts[wordOf(row)] += 1
  return counts
}

function printPlan({ t }: Voice, plan: Plan, submission: Id | null, dryRun: boolean): void {
  for (const row of plan.rows) print(`${t(`cli:change.word.${wordOf(row)}`)}\t${row.text.replaceAll('\n', ' ')}`)
  for (const { text } of plan.removed) print(`${t('cli:change.word.removed')}\t${text.replaceAll('\n', ' ')}`)
  for (const { language, approved, open } of plan.touched) print(t('cli:change.touched', { language, count: approved + open }))
  if (!plan.changes) print(t('cli:change.nothing'))
  else print(submission === null && dryRun ? t('cli:change.dryRun') : t('cli:change.sent', { submission: submission ?? '' }))
}
