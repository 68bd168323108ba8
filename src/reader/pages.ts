import type { Language } from '../db/columns.ts'
import type { Absence, BehindNotice } from '../web/frame.ts'
import type { Passage, Reading } from './body.ts'
import type { EditionChoice } from './compare.ts'
import type { PageHead } from './head.ts'
import type { PastEdition, Version } from './model.ts'
import { articlePath, comparePath, editionPath } from './paths.ts'
import type { Teaser } from './teasers.ts'
import type { Way } from './ways.ts'

export interface EditionsPage {
  head: PageHead
  title: string
  language: Language
  article: string
  editions: EditionRow[]
  /** Null where there are not two to compare. */
  choice: EditionChoice | null
}

interface EditionRow extends Pick<PastEdition, 'number' | 'at' | 'hash' | 'title' | 'partial' | 'behind' | 'correction'> {
  /** Null for one that was taken from readers, for good. */
  href: string | null
  current: boolean
  /** What it changed, in a few words; empty where nothing is told of that. */
  changes: string
  /** The same word by word. */
  compare: string | null
}

export function editionRows(version: Version, editions: readonly PastEdition[], notes: ReadonlyMap<number, string>): EditionRow[] {
  const standing = editions.filter(({ withdrawn }) => !withdrawn).map(({ number }) => number)
  return editions.map(({ id, number, at, hash, title, partial, behind, withdrawn, correction }) => {
    const current = id === version.edition
    const href = current ? articlePath(version) : editionPath(version, number)
    const before = standing.find((one) => one < number)
    const compare = before === undefined || withdrawn ? null : comparePath(version, { from: before, to: number })
    const said = { number, at, hash, partial, behind, current, changes: notes.get(number) ?? '', compare }
    // Of one that was taken from readers no words stay, its title neither.
    return withdrawn ? { ...said, title: version.title, correction: '', href: null } : { ...said, title, correction, href }
  })
}

/** An article, or a text of the site, that is published in other languages only. */
export interface AbsentPage {
  head: PageHead
  language: Language
  /** Of the original. */
  source: Language
  why: Absence
  /** Where it can be read; the original first. */
  versions: (Teaser & { way: Way })[]
  newest: Teaser[]
}

/** The last two, to begin with; null where there are not two that readers have. */
export function editionChoice(version: Version, editions: readonly PastEdition[]): EditionChoice | null {
  const choices = editions.filter(({ withdrawn }) => !withdrawn).map(({ number, at }) => ({ number, at }))
  const [last, before] = choices
  return last && before ? { action: comparePath(version), choices, from: before.number, to: last.number } : null
}

export interface NothingPage {
  head: PageHead
  language: Language
  newest: Teaser[]
}

export interface AboutPage extends Reading {
  head: PageHead
  title: Passage | null
  titleText: string
  /** Null where it says what its original says. */
  behind: BehindNotice | null
}
