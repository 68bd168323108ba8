import { LONGEST_TEXT } from '../articles/model.ts'
import { storeImage } from '../assets/actions.ts'
import type { Article } from '../articles/model.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { showNotice, type ShownNotice } from '../exchange/notices.ts'
import { openFile, understand } from '../exchange/source.ts'
import type { Upload } from '../exchange/uploads.ts'
import type { Actor } from '../people/model.ts'
import type { TextProblem } from '../text/clean.ts'
import type { DecodeProblem } from '../text/decode.ts'
import { textHash } from '../text/hash.ts'
import type { MarkedRow } from '../text/markdown/model.ts'
import { writeMarkdown } from '../text/markdown/write.ts'
import type { Block as Piece } from '../text/pagetext/model.ts'
import type { Format } from '../text/recognise.ts'
import { linesAbove, readText } from './document.ts'

export type FileProblem = DecodeProblem | 'archive' | 'empty' | 'too_tangled' | 'unusable'

/** What a file says, as a text to be edited. */
interface FileText {
  text: string
  format: Format
  notices: ShownNotice[]
  aside: string[]
}

/** Pictures that came with a form: what of the text names them by their site's address now, and how to name the others. */
export interface KeptPictures {
  text: string
  named: string[]
  unnamed: { name: string; address: string }[]
  unusable: string[]
}

/** Reads a file as the whole text of an original: Markdown stays as it is written, all else becomes Markdown. */
export async function readFile(
  { bytes, name }: Upload, format: Format | null, article: Article,
): Promise<FileText | { problem: FileProblem }> {
  const source = openFile(bytes, name, format, null)
  if ('problem' in source) return source
  const { source_language: language, site_text: siteText } = article
  try {
    const read = await understand(source, { language, siteText, languages: [language], titleIn: () => '' }, LONGEST_TEXT)
    if ('problem' in read) return { problem: whyUnread(read.problem) }
    if (read.blocks.length === 0) return { problem: 'empty' }
    return {
      text: source.format === 'markdown' ? source.text.replace(/\r\n?/g, '\n') : writePieces(read.blocks), format: source.format,
      notices: read.notices.map(showNotice), aside: read.blocks.flatMap(({ kind, text }) => kind === 'aside' ? [text] : []),
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_tangled') return { problem: 'too_tangled' }
    throw error
  }
}

function whyUnread(problem: TextProblem): FileProblem {
  return problem === 'wrong_encoding' ? 'wrong_encoding' : 'unusable'
}

/** Pieces as Markdown; an image whose picture is not kept yet goes on naming its file. */
function writePieces(pieces: readonly Piece[]): string {
  const files = new Map<string, string>()
  const rows = pieces.flatMap(({ kind, text, level = 0, list = null, picture }): MarkedRow[] => {
    if (kind === 'aside' || text === '' && kind !== 'image') return []
    const asset = picture ? picture.asset ?? (picture.file === '' ? null : textHash(picture.file)) : null
    if (picture && picture.asset === null && asset !== null) files.set(asset, picture.file)
    return [{ kind, text, level, list, asset }]
  })
  return writeMarkdown(rows).replace(/\/images\/([0-9a-f]{64})/g, (address, hash: string) => spelled(files.get(hash)) ?? address)
}

/** An address as Markdown can hold it between brackets. */
function spelled(file: string | undefined): string | undefined {
  return file === undefined ? undefined : encodeURI(file).replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}

/** Keeps pictures by their hash, and puts their addresses where the text names their files. Nothing is fetched from other sites. */
export async function keepPictures(
  db: Db, actor: Actor, { source_language: language }: Article, text: string, uploads: readonly Upload[],
): Promise<KeptPictures> {
  const kept: KeptPictures = { text, named: [], unnamed: [], unusable: [] }
  for (const { name, bytes } of uploads) {
    try {
      const address = `/images/${(await storeImage(db, actor, language, bytes)).hash}`
      const placed = await placePicture(kept.text, name, address)
      if (placed === null) kept.unnamed.push({ name, address })
      else Object.assign(kept, { text: placed, named: [...kept.named, name] })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'image_unusable') throw error
      kept.unusable.push(name)
    }
  }
  return kept
}

/** The text with the file's name replaced in its images; null where none of them names it. */
async function placePicture(text: string, name: string, address: string): Promise<string | null> {
  const marked = await readText(text)
  const wanted = marked?.blocks.filter(({ picture }) => picture && picture.asset === null && nameOf(picture.file) === nameOf(name)) ?? []
  const lines = text.split('\n')
  let placed = false
  for (const { picture, lines: [first, last] } of wanted) {
    const above = linesAbove(text)
    for (let at = first - 1 + above; at < last + above; at++) {
      const line = lines[at] ?? ''
      const there = [picture?.file ?? '', spelled(picture?.file) ?? ''].find((file) => file !== '' && line.includes(file))
      if (there === undefined) continue
      lines[at] = line.replace(there, () => address)
      placed = true
    }
  }
  return placed ? lines.join('\n') : null
}

/** A file's name as two spellings of it have in common: without folders, question and fragment, in any case. */
function nameOf(reference: string): string {
  const file = reference.split(/[?#]/, 1)[0]?.split(/[\\/]/).at(-1) ?? ''
  try {
    return decodeURIComponent(file).normalize('NFC').toLowerCase()
  } catch {
    // A name with a lone percent sign means itself.
    return file.normalize('NFC').toLowerCase()
  }
}
