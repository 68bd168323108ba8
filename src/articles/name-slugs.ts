import { now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import type { NameKind } from '../db/tables/details.ts'
import { slugify } from '../text/slug.ts'

interface Subject { kind: NameKind; subject: Id }

/** Gives a topic or an author an address in each language it is named in; a name it had before gets its old one back. */
export async function giveNameSlugs(tx: Tx, of: Subject, names: Readonly<Record<Language, string>>): Promise<void> {
  for (const [language, name] of Object.entries(names)) await giveNameSlug(tx, of, language, await freeText(tx, of, language, name))
}

/** The addresses lead on, but are nobody's current one. */
export async function retireNameSlugs(tx: Tx, { kind, subject }: Subject): Promise<void> {
  await tx.updateTable('name_slug').set({ retired_at: now() }).where('kind', '=', kind).where('subject', '=', subject)
    .where('retired_at', 'is', null).execute()
}

/** All addresses of one lead to another from now on. Those that were current must be retired before. */
export async function moveNameSlugs(tx: Tx, { kind, subject }: Subject, to: Id): Promise<void> {
  await tx.updateTable('name_slug').set({ subject: to }).where('kind', '=', kind).where('subject', '=', subject).execute()
}

/** Of what is gone for good: its names are free for another. */
export async function deleteNameSlugs(tx: Tx, { kind, subject }: Subject): Promise<void> {
  await tx.deleteFrom('name_slug').where('kind', '=', kind).where('subject', '=', subject).execute()
}

async function giveNameSlug(tx: Tx, { kind, subject }: Subject, language: Language, text: string): Promise<void> {
  await tx.updateTable('name_slug').set({ retired_at: now() }).where('kind', '=', kind).where('subject', '=', subject)
    .where('language', '=', language).where('retired_at', 'is', null).where('text', '<>', text).execute()
  await tx.insertInto('name_slug').values({ kind, text, subject, language, created_at: now(), retired_at: null })
    .onConflict((oc) => oc.columns(['kind', 'text', 'language']).doUpdateSet({ retired_at: null })).execute()
}

/** What nobody else has in any language: an address leads to one topic, or one author, whatever language it stands under. */
async function freeText(tx: Tx, { kind, subject }: Subject, language: Language, name: string): Promise<string> {
  const wanted = slugify(name, language) || `${language}-${subject.slice(0, 11)}`
  for (let n = 1; ; n += 1) {
    const text = n === 1 ? wanted : `${wanted}-${n}`
    const other = await tx.selectFrom('name_slug').select('subject').where('kind', '=', kind).where('text', '=', text)
      .where('subject', '<>', subject).executeTakeFirst()
    if (!other) return text
  }
}
