import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Language } from '../db/columns.ts'
import { LOCALES_FOLDER } from '../i18n/languages.ts'
import { LANGUAGE_RIGHTS, languagesOf, type Actor } from '../people/model.ts'
import { blocksOf, shownRow, type Reading } from '../reader/body.ts'
import { typesetterFor } from '../reader/typesetter.ts'
import { readMarkdown } from '../text/markdown/read.ts'
import { slugify } from '../text/slug.ts'

/** The pages of help, in the order of their list: a file each in locales/<language>/help. */
export const HELP_TOPICS = ['start', 'translator', 'reviewer', 'editor', 'administrator', 'keyboard'] as const
type HelpTopic = (typeof HELP_TOPICS)[number]

/** A text of help, understood. */
interface HelpText extends Reading {
  title: string
}

export interface HelpPage extends HelpText {
  contents: { href: string; title: string; current: boolean }[]
}

const plainly = typesetterFor({})
const texts = new Map<string, HelpText>()

/** One page of help beside the list of all; texts are read when first asked for, and kept. */
export function helpPage(topic: HelpTopic, language: Language): HelpPage {
  const contents = HELP_TOPICS.map((one) => ({ href: `/desk/help/${one}`, title: helpText(one, language).title, current: one === topic }))
  return { ...helpText(topic, language), contents }
}

/** The page for what somebody does here; with several rights, or none, the one about how it all fits together. */
export function helpTopicFor(actor: Actor): HelpTopic {
  const held = LANGUAGE_RIGHTS.filter((right) => languagesOf(actor, right).length > 0)
  const [only] = held
  if (held.length > 1 || !only) return held.length === 0 && actor.grants.length > 0 ? 'administrator' : 'start'
  return ({ translate: 'translator', review: 'reviewer', publish: 'editor' } as const)[only]
}

function helpText(topic: HelpTopic, language: Language): HelpText {
  const key = `${language}/help/${topic}.md`
  const known = texts.get(key)
  if (known) return known
  const { blocks } = readMarkdown(readFileSync(path.join(LOCALES_FOLDER, key), 'utf8'))
  const rows = blocks.map(({ kind, level = 0, list = null, text }, i) => {
    const place = kind === 'heading' ? slugify(text, language) : `${i}`
    const bare = { segment_id: place, kind: kind === 'aside' ? 'paragraph' : kind, level, list, language, text, asset: null } as const
    return shownRow(bare, null, plainly, new Map())
  })
  const made = { title: rows.find(({ kind }) => kind === 'title')?.text ?? topic, blocks: blocksOf(rows.filter(({ kind }) => kind !== 'title')) }
  texts.set(key, made)
  return made
}
