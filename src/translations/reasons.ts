import { findArticle } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import type { Actor } from '../people/model.ts'
import { loadFacts } from '../segments/facts.ts'
import { withLinks } from '../segments/links.ts'
import { answerFinding } from '../quality/actions.ts'
import { judgeDrafts, readContext } from '../quality/judging.ts'
import type { Judged } from '../quality/model.ts'
import { writingAbility } from './model.ts'
import type { Act, Sheet, TypedReason } from './sheet.ts'
import type { Place } from './writing.ts'

/** Whoever answers, and where. */
interface Sender {
  db: Db
  actor: Actor
  at: Place
}

type Answered = Extract<Act, { do: 'meant' | 'reopen' }>

/** Keeps every reason that was typed beside a finding; what a finding is no longer said of needs none. */
export async function keepReasons(sender: Sender, reasons: readonly TypedReason[]): Promise<void> {
  if (reasons.length === 0) return
  const { findings, ability } = await findingsHere(sender, reasons.map(({ segment }) => segment))
  for (const { segment, finding: id, reason } of reasons) {
    const finding = findings.get(segment)?.find((one) => one.id === id)
    if (finding) await answerFinding(sender.db, sender.actor, { ...sender.at, segment, ability }, { finding, meant: true, reason })
  }
}

/** Was a reason typed beside the finding whose button was pressed? */
export function isAnswered({ reasons }: Sheet, { segment, finding }: Answered): boolean {
  return reasons.some((one) => one.segment === segment && one.finding === finding)
}

/** Throws `moved_on` for a finding that the text has not any more. */
export async function reopenFinding(sender: Sender, { segment, finding: id }: Answered): Promise<void> {
  const { findings, ability } = await findingsHere(sender, [segment])
  const finding = findings.get(segment)?.find((one) => one.id === id)
  if (!finding) throw new AppError('moved_on')
  await answerFinding(sender.db, sender.actor, { ...sender.at, segment, ability }, { finding, meant: false, reason: '' })
}

async function findingsHere({ db, actor, at }: Sender, segments: readonly Id[]): Promise<{
  findings: ReadonlyMap<Id, readonly Judged[]>; ability: ReturnType<typeof writingAbility>
}> {
  const { source_language: source } = await findArticle(db, at.article)
  const place = { article: at.article, source, language: at.language }
  const facts = await withLinks(db, await loadFacts(db, { ...place, person: actor.id, segments, removed: true }))
  const findings = await judgeDrafts(db, await readContext(db, source, at.language), facts, { spelled: true })
  return { findings, ability: writingAbility(source, at.language) }
}
