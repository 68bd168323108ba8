import type { Db } from '../db/schema.ts'
import { namesOf } from '../people/store.ts'
import type { Restoration } from './asked.ts'
import type { Edition } from './model.ts'
import type { EditionLine } from './pages.ts'
import { listEvents } from './store.ts'
import { listUndone } from './undone-store.ts'

interface Asked {
  /** Where texts are brought back; null for people without the right. */
  room: string
  canPublish: boolean
  current: Pick<Edition, 'number' | 'hash'> | undefined
  restoration?: Restoration | undefined
}

/** Editions in words: who, when, with what numbers, and why they went or came back. */
export async function editionLines(db: Db, editions: readonly Omit<Edition, 'manifest'>[], asked: Asked): Promise<EditionLine[]> {
  const { room, canPublish, current, restoration } = asked
  const [first] = editions
  if (!first) return []
  const events = await listEvents(db, first.article_id, first.language)
  const names = await namesOf(db, [...editions.map((edition) => edition.published_by), ...events.map(({ by }) => by)])
  const isRestorable = ({ number, hash }: Pick<Edition, 'number' | 'hash'>) => canPublish && number !== current?.number && hash !== current?.hash
  const undone = await listUndone(db, first.article_id, editions.filter(isRestorable).map(({ id }) => id))
  return editions.map((edition) => {
    const { number, hash } = edition
    const own = events.filter((event) => event.number === number)
    const withdrawal = own.find(({ event }) => event === 'withdraw')
    return {
      number, at: edition.created_at, by: names.get(edition.published_by) ?? '', partial: edition.partial, behind: edition.behind,
      selfApproved: edition.self_approved, note: edition.note, correction: edition.correction,
      important: edition.important === 'yes', hash: hash.slice(0, 12),
      current: number === current?.number, reason: own.find(({ event }) => event === 'publish')?.reason ?? '',
      withdrawn: withdrawal ? { by: names.get(withdrawal.by) ?? '', at: withdrawal.at, reason: withdrawal.reason } : null,
      href: `${room}/editions/${number}`,
      restore: isRestorable(edition) ? `${room}/editions/${number}/restorations` : null,
      typed: restoration?.number === number ? restoration : { reason: '', problem: null, unaccepted: null },
      undone: undone.get(edition.id) ?? [],
    }
  })
}
