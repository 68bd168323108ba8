import { z } from 'zod'
import type { MachineConfig } from '../config/machine.ts'
import { postJson } from './ask.ts'
import { MachineFailure, type Engine } from './model.ts'
import { promptFor } from './prompt.ts'

const CHOICE = z.object({ message: z.object({ content: z.string().nullable() }), finish_reason: z.string().nullish() })
const ANSWER = z.object({ choices: z.array(CHOICE).min(1) })

/** Any service with the chat of OpenAI, on one's own machine too: https://platform.openai.com/docs/api-reference/chat. */
export function chatModel({ url, key, model }: Pick<MachineConfig, 'url' | 'key' | 'model'>): Engine {
  return {
    name: model,
    weigh: (asked) => lengthOf(promptFor(asked)),
    translate: async (asked, signal) => {
      const messages = promptFor(asked)
      const headers = key === '' ? {} : { Authorization: `Bearer ${key}` }
      const answer = ANSWER.safeParse(await postJson(`${url}/chat/completions`, { headers, body: { model, messages, stream: false }, signal }))
      const choice = answer.data?.choices[0]
      if (!choice) throw new MachineFailure('unreadable', 'not as a chat answers')
      // A translation that breaks off would be taken for a whole one.
      if (BROKEN_OFF.has(choice.finish_reason ?? '')) throw new MachineFailure('unreadable', 'an answer that breaks off')
      const text = choice.message.content ?? ''
      return { text: onlyTranslation(text, asked.text), characters: lengthOf(messages) + text.length }
    },
  }
}

const BROKEN_OFF = new Set(['length', 'content_filter', 'tool_calls'])

function lengthOf(messages: readonly { content: string }[]): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0)
}

const THOUGHTS = /^\s*<think>[\s\S]*?<\/think>/
const FENCE = /^\s*```[a-z]*\n([\s\S]*?)\n?```\s*$/
const TAG = /^\s*<paragraph>([\s\S]*?)<\/paragraph>\s*$/

/** Models think aloud, and put what they give into a box or into the tag that it came in. */
function onlyTranslation(content: string, original: string): string {
  const said = content.replace(THOUGHTS, '').trim()
  const inside = FENCE.exec(said)?.[1]
  const given = inside !== undefined && !original.startsWith('```') ? inside : said
  return TAG.exec(given)?.[1] ?? given
}
