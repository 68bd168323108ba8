import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** Sentences about links of a Markdown file that lead nowhere: to a file or a heading that is not there. */
export function brokenLinks(file: string, text: string): string[] {
  return linksOf(text).flatMap((link) => {
    const [address = '', anchor] = link.split('#')
    const target = address === '' ? file : path.join(path.dirname(file), address)
    if (!existsSync(target)) return [`${file}: ${link} leads to no file`]
    if (anchor === undefined || statSync(target).isDirectory()) return []
    const headings = target === file ? anchorsOf(text) : anchorsOf(readFileSync(target, 'utf8'))
    return headings.includes(anchor) ? [] : [`${file}: ${link} leads to no heading`]
  })
}

/** Links and images to files of the project; the site's own addresses and other sites are not among them. */
export function linksOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^(?:[a-z]+:|\/)/.test(link))
}

/** The anchors that headings get on the usual hosts of repositories. */
export function anchorsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)]
    .map(([, heading = '']) => heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '').replaceAll(' ', '-'))
}

/** Command lines of `zvirka` that a text shows, in code blocks and between backticks. */
export function commandsOf(text: string): string[][] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].flatMap(([, inside = '']) => inside.split('\n'))
  const spans = [...text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, inside = '']) => inside)
  return [...blocks, ...spans].flatMap((line) => {
    const [, command] = /(?:^|\s)npx zvirka (.+)$/.exec(line) ?? []
    return command ? [(command.match(/"[^"]*"|\S+/g) ?? [])] : []
  })
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[()[\]]/g, ''))
}
