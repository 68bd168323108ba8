import type { Answer, Browser } from './browser.ts'
import { fieldsIn } from './forms.ts'

/** The form of a preview as the page shows it, with the answer it came in. */
export interface Form { answer: Answer; fields: Record<string, string> }

const ACTION = '/desk/articles/preview'
const SELECT = /<select\b[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g

/** Pastes a text as the first page of an import would. */
export async function openPreview(browser: Browser, fields: { text: string; language: string; site_text?: string }): Promise<Form> {
  return formIn(await browser.post('/desk/articles/new', ACTION, { site_text: '', ...fields }))
}

/** Presses a button of the preview, some fields changed before. */
export async function press(browser: Browser, form: Form, act: string, changes: Record<string, string> = {}): Promise<Form> {
  return formIn(await browser.postRaw(ACTION, { ...form.fields, ...changes, act }))
}

/** What the form would send as it stands. */
export function formIn(answer: Answer): Form {
  const selects = [...answer.html.matchAll(SELECT)].map(([, name = '', options = '']) => {
    const [, value, words = ''] = /<option(?: value="([^"]*)")? selected>([^<]*)/.exec(options) ?? []
    return [name, value ?? words] as const
  })
  return { answer, fields: Object.fromEntries([...fieldsIn(answer.html, ACTION), ...selects]) }
}

/** The texts of the pieces, in order. */
export function textsIn({ fields }: Form): string[] {
  const number = (name: string) => Number(name.split('.')[1])
  return Object.entries(fields).filter(([name]) => /^block\.\d+\.text$/.test(name))
    .sort(([one], [other]) => number(one) - number(other)).map(([, text]) => text)
}
