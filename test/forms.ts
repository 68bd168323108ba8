const FORM = /<form\b([^>]*)>([\s\S]*?)<\/form>/g
const CONTROL = /<input\b((?:"[^"]*"|[^">])*)>|<textarea\b((?:"[^"]*"|[^">])*)>\n?([\s\S]*?)<\/textarea>/g
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'" }

/** What a browser would send for the form with this action as it stands on the page; the buttons are left to whoever presses one. */
export function fieldsIn(html: string, action: string): [name: string, value: string][] {
  const [, , body] = [...html.matchAll(FORM)].find(([, attributes = '']) => attribute(attributes, 'action') === action) ?? []
  if (body === undefined) throw new Error(`no form on the page goes to ${action}`)
  return [...body.matchAll(CONTROL)].flatMap(([, input, textarea = '', text = '']) => {
    const attributes = input ?? textarea
    const name = attribute(attributes, 'name')
    const sent = !/^(checkbox|radio)$/.test(attribute(attributes, 'type') ?? '') || /\schecked\b/.test(attributes)
    return sent && name !== undefined ? [[name, input === undefined ? decode(text) : attribute(input, 'value') ?? 'on']] : []
  })
}

/** What each `<select>` of the form has chosen. */
export function choicesIn(html: string, action: string): [name: string, value: string][] {
  const [, , body = ''] = [...html.matchAll(FORM)].find(([, attributes = '']) => attribute(attributes, 'action') === action) ?? []
  return [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(([, attributes = '', options = '']) => {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option)
    return [attribute(attributes, 'name') ?? '', attribute(all.find((option) => /\sselected\b/.test(option)) ?? all[0] ?? '', 'value') ?? '']
  })
}

/** The actions of all forms on the page. */
export function actionsIn(html: string): string[] {
  return [...html.matchAll(FORM)].map(([, attributes = '']) => attribute(attributes, 'action') ?? '')
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1]
  return value === undefined ? undefined : decode(value)
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|#34|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
}
