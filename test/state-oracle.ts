import type { Paragraph } from './oracle.ts'
import type { Spoken } from './oracle-texts.ts'

/** The state of a paragraph that lists show to this person. */
export function stateIn(paragraph: Paragraph, language: Spoken, name: string) {
  const { approved, proposal, returned, drafts } = paragraph.sides[language]
  const step = language === 'uk' ? paragraph.step() : null
  const work = proposal ? `waiting_${proposal.awaits}` : returned ? 'returned' : drafts.has(name) ? 'draft' : 'none'
  const rest = step === 'behind' || step === 'diverged' ? 'behind' : approved ? 'approved' : 'not_started'
  return { approved: approved !== null, step, work, headline: proposal ? 'waiting' : work === 'none' ? rest : work }
}
