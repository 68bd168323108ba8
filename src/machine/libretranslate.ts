import { z } from 'zod'
import type { MachineConfig } from '../config/machine.ts'
import { postJson } from './ask.ts'
import { unwrapMarks, wrapMarks } from './marks.ts'
import { MachineFailure, type Engine } from './model.ts'

const ANSWER = z.object({ translatedText: z.string() })

/** LibreTranslate, and what speaks as it does: https://docs.libretranslate.com. */
export function libreTranslate({ url, key }: Pick<MachineConfig, 'url' | 'key'>): Engine {
  return {
    name: 'LibreTranslate',
    weigh: ({ text }) => wrapMarks(text).html.length,
    translate: async ({ text, from, to }, signal) => {
      const wrapped = wrapMarks(text)
      const body = { q: wrapped.html, source: from, target: to, format: 'html', ...key === '' ? {} : { api_key: key } }
      const answer = ANSWER.safeParse(await postJson(`${url}/translate`, { headers: {}, body, signal }))
      if (!answer.success) throw new MachineFailure('unreadable', 'not as LibreTranslate answers')
      return { text: unwrapMarks(answer.data.translatedText, wrapped), characters: wrapped.html.length }
    },
  }
}
