/** What a tutorial asks its reader to do, in its order. */
export type Step =
  /** A command in the terminal. */
  | { does: 'command'; text: string }
  /** Goes to somebody's window: **Olena:**. */
  | { does: 'window'; text: string }
  /** Presses, ticks, chooses or finds what is named so on the screen: **“Save and go on”**. */
  | { does: 'name'; text: string }
  /** Types `words` into the field named last, or where the cursor stands. */
  | { does: 'type'; text: string }
  /** Opens an address of the site. */
  | { does: 'open'; text: string }
  /** Must read on the screen: *“Nothing is stored yet”*. */
  | { does: 'see'; text: string }

const ADDRESS = 'http://127.0.0.1:3000/'
const FENCE = /^```(sh|text)\n([\s\S]*?)\n```$/gm
const MARKS = /\*\*(\p{Lu}\p{Ll}+):\*\*|\*\*[«“]([^»”]+)[»”]\*\*|\*[«“]([^»”]+)[»”]\*|`([^`\n]+)`|\0(\d+)\0/gu

/** Reads the steps of a tutorial in Markdown; what stands above its first chapter explains how to read it. */
export function readTutorial(markdown: string): Step[] {
  const fences: Step[][] = []
  const text = markdown.slice(markdown.indexOf('\n## ')).replace(FENCE, (_, kind: string, inside: string) => {
    fences.push(kind === 'text' ? [{ does: 'type', text: inside }] : inside.split('\n').map((line) => ({ does: 'command', text: line })))
    return `\0${fences.length - 1}\0`
  })
  return [...text.matchAll(MARKS)].flatMap(([, window, name, seen, typed, fence]): Step[] => {
    if (fence !== undefined) return fences[Number(fence)] ?? []
    if (window !== undefined) return [{ does: 'window', text: window }]
    if (name !== undefined) return [{ does: 'name', text: name }]
    if (seen !== undefined) return [{ does: 'see', text: seen }]
    if (typed?.startsWith(ADDRESS)) return [{ does: 'open', text: typed.slice(ADDRESS.length - 1) }]
    return /^(?:data|Ctrl)$/.test(typed ?? '') ? [] : [{ does: 'type', text: typed ?? '' }]
  })
}
