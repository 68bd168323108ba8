import { z } from 'zod'
import type { MachineConfig } from '../config/machine.ts'
import type { Language } from '../db/columns.ts'
import { plainText } from '../text/inline.ts'
import { postJson } from './ask.ts'
import { unwrapMarks, wrapMarks } from './marks.ts'
import { MachineFailure, type Asked, type Engine } from './model.ts'

const TRANSLATION = z.object({ text: z.string(), billed_characters: z.number().int().min(0).max(1e7).optional() })
const ANSWER = z.object({ translations: z.array(TRANSLATION).length(1) })

/** Of these languages DeepL wants to know which kind is written. */
const TARGETS: Readonly<Record<string, string>> = { en: 'EN-US', pt: 'PT-PT', zh: 'ZH-HANS' }
/** The whole of a request may have 128 KiB. */
const MOST_CONTEXT = 2000

/** DeepL, version 2: https://developers.deepl.com. Tags and context cost nothing there. */
export function deepL({ url, key }: Pick<MachineConfig, 'url' | 'key'>): Engine {
  return {
    name: 'DeepL',
    weigh: costOf,
    translate: async (asked, signal) => {
      const wrapped = wrapMarks(asked.text)
      const context = contextOf(asked)
      const body = {
        text: [wrapped.html], source_lang: codeOf(asked.from), target_lang: TARGETS[asked.to] ?? codeOf(asked.to), tag_handling: 'html',
        show_billed_characters: true, ...context === '' ? {} : { context },
      }
      const answer = ANSWER.safeParse(await postJson(`${url}/v2/translate`, { headers: { Authorization: `DeepL-Auth-Key ${key}` }, body, signal }))
      const translation = answer.data?.translations[0]
      if (!translation) throw new MachineFailure('unreadable', 'not as DeepL answers')
      return { text: unwrapMarks(translation.text, wrapped), characters: translation.billed_characters ?? costOf(asked) }
    },
  }
}

function costOf({ text }: Asked): number {
  return [...plainText(text)].length
}

function contextOf({ before, after }: Asked): string {
  return [plainText(before).slice(-MOST_CONTEXT), plainText(after).slice(0, MOST_CONTEXT)].filter((words) => words !== '').join('\n')
}

function codeOf(language: Language): string {
  return (language.split('-')[0] ?? language).toUpperCase()
}
