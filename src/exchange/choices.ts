import type { Block } from '../text/pagetext/model.ts'

type Kinds = Pick<Block, 'kind' | 'aside' | 'list'>

/** What a piece of a page may be, as one choice in a form; each is the name of its word in the language files. */
const CHOICES = {
  'kind.title': { kind: 'title' },
  'kind.lead': { kind: 'lead' },
  'kind.heading': { kind: 'heading' },
  'kind.paragraph': { kind: 'paragraph' },
  'list.bulleted': { kind: 'list_item', list: 'bulleted' },
  'list.ordered': { kind: 'list_item', list: 'ordered' },
  'kind.quotation': { kind: 'quotation' },
  'kind.image': { kind: 'image' },
  'kind.caption': { kind: 'caption' },
  'kind.code': { kind: 'code' },
  'kind.rule': { kind: 'rule' },
  'kind.author_name': { kind: 'author_name' },
  'kind.author_role': { kind: 'author_role' },
  'aside.masthead': { kind: 'aside', aside: 'masthead' },
  'aside.mission': { kind: 'aside', aside: 'mission' },
  'aside.teaser': { kind: 'aside', aside: 'teaser' },
  'aside.contacts': { kind: 'aside', aside: 'contacts' },
  'aside.other': { kind: 'aside', aside: 'other' },
} as const satisfies Record<string, Kinds>

export type Choice = keyof typeof CHOICES
export type ArticleChoice = Exclude<Choice, `aside.${string}`>
export type AsideChoice = Extract<Choice, `aside.${string}`>

const ALL = Object.keys(CHOICES).filter(isChoice)
export const ARTICLE_CHOICES: readonly ArticleChoice[] = ALL.filter(isOfArticle)
export const ASIDE_CHOICES: readonly AsideChoice[] = ALL.filter((choice) => !isOfArticle(choice))

/** The deepest list item a form offers. */
const DEEPEST = 6

export function isChoice(value: string): value is Choice {
  return Object.hasOwn(CHOICES, value)
}

export function isOfArticle(choice: Choice): choice is ArticleChoice {
  return !choice.startsWith('aside.')
}

export function choiceOf({ kind, aside, list }: Kinds): Choice {
  if (kind === 'aside') return `aside.${aside ?? 'other'}`
  return kind === 'list_item' ? `list.${list ?? 'bulleted'}` : `kind.${kind}`
}

/** What the choice says of a block; `level` as it was given, put into its range. */
export function kindsOf(choice: Choice, level: number): Kinds & { level?: number } {
  const range = levelsOf(choice)
  return { ...CHOICES[choice], ...range ? { level: Math.min(Math.max(level, range.from), range.to) } : {} }
}

/** From which level to which; null for what has none. */
export function levelsOf(choice: Choice): { from: number; to: number } | null {
  if (choice === 'kind.heading') return { from: 2, to: 4 }
  return choice.startsWith('list.') ? { from: 1, to: DEEPEST } : null
}
