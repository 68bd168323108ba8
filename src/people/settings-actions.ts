import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import { moveGeneration } from '../db/generation.ts'
import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { canonicalJson } from '../text/canonical.ts'
import { authorize } from './abilities.ts'
import type { Actor } from './model.ts'
import { readSettings, settingRows, writeSettings, type SiteSettings } from './settings.ts'

/** Names these very settings: a page carries it, so that nobody changes what it did not show. */
export function settingsMark(settings: SiteSettings): string {
  return createHash('sha256').update(canonicalJson(settingRows(settings))).digest('hex').slice(0, 16)
}

/** Throws `wrong_state` when the settings are no longer those that were shown (`shown`, of these languages). */
export async function changeSettings(
  db: Db, actor: Actor, settings: Partial<SiteSettings>, page?: { shown: string; languages: readonly Language[] },
): Promise<void> {
  authorize(actor, 'settings.change')
  await transact(db, async (tx) => {
    const now = await readSettings(tx, page?.languages ?? Object.keys(settings.name ?? {}))
    if (page && settingsMark(now) !== page.shown) throw new AppError('wrong_state')
    const before = new Map(settingRows(now))
    const changed = settingRows(settings).filter(([key, value]) => (before.get(key) ?? '') !== value)
    if (changed.length === 0) return
    await writeSettings(tx, settings)
    // Names and places stand on every public page.
    await moveGeneration(tx)
    const details = { before: Object.fromEntries(changed.map(([key]) => [key, before.get(key) ?? ''])), after: Object.fromEntries(changed) }
    await record(tx, { actor: actor.id, act: 'site.settings_changed', subject: 'site', details })
  })
}
