import { storeImage } from '../assets/actions.ts'
import { listImages } from '../assets/store.ts'
import type { Unusable } from '../assets/model.ts'
import type { Db } from '../db/schema.ts'
import type { Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import type { Actor } from '../people/model.ts'
import type { Block } from '../text/pagetext/model.ts'
import type { Fault, FaultCode } from './faults.ts'
import type { Upload } from './uploads.ts'

interface Placed { blocks: Block[]; faults: Fault[]; unused: string[] }

/**
 * Keeps the pictures that came with a form and puts them where the text names them: by the name of the file, or by the number of the
 * block. They are kept at once, by their hash: a form cannot carry them. Nothing is ever fetched from another site.
 */
export async function placePictures(
  db: Db, actor: Actor, language: Language, given: readonly Block[], uploads: readonly Upload[],
): Promise<Placed> {
  const placed: Placed = { blocks: [...given], faults: [], unused: [] }
  for (const upload of uploads.filter(({ field }) => field !== 'file')) await place(db, actor, language, placed, upload)
  return { ...placed, blocks: await forgetUnknown(db, placed.blocks) }
}

/** The same picture for the same name: what was given once is not asked for again when the text is read anew. */
export function carryPictures(from: readonly Block[], to: readonly Block[]): Block[] {
  const known = new Map(from.flatMap(({ picture }) => picture?.asset ? [[picture.file, picture.asset]] : []))
  return to.map((block) => {
    const asset = block.picture && known.get(block.picture.file)
    return block.picture && asset ? { ...block, picture: { ...block.picture, asset } } : block
  })
}

/** A file's name as two spellings of it have in common: without folders, question and fragment, in any case. */
function pictureName(reference: string): string {
  const path = reference.split(/[?#]/, 1)[0] ?? ''
  return (decoded(path).split(/[\\/]/).at(-1) ?? '').normalize('NFC').toLowerCase()
}

async function place(db: Db, actor: Actor, language: Language, placed: Placed, { field, name, bytes }: Upload): Promise<void> {
  const wanted = placesFor(placed.blocks, field, name)
  const [first] = wanted
  if (first === undefined) return void placed.unused.push(name)
  try {
    const { hash } = await storeImage(db, actor, language, bytes)
    for (const at of wanted) {
      const block = placed.blocks[at]
      if (block) placed.blocks[at] = { ...block, picture: { file: block.picture?.file || name, asset: hash } }
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'image_unusable') throw error
    placed.faults.push({ at: first, code: whyOf(error) })
  }
}

function placesFor(blocks: readonly Block[], field: string, name: string): number[] {
  const [, number] = /^picture\.(\d+)$/.exec(field) ?? []
  if (number !== undefined) return blocks[Number(number) - 1]?.kind === 'image' ? [Number(number) - 1] : []
  return blocks.flatMap(({ picture }, at) => picture && pictureName(picture.file) === pictureName(name) ? [at] : [])
}

/** A form can name any picture: only those that are kept count. */
async function forgetUnknown(db: Db, blocks: Block[]): Promise<Block[]> {
  const known = await listImages(db, blocks.flatMap(({ picture }) => picture?.asset ? [picture.asset] : []))
  return blocks.map((block) => {
    const { picture } = block
    return picture?.asset && !known.has(picture.asset) ? { ...block, picture: { ...picture, asset: null } } : block
  })
}

const WHYS: Readonly<Record<Unusable, FaultCode>> = { kind: 'not_picture', bytes: 'bytes', pixels: 'pixels', broken: 'broken' }

function whyOf({ details: { why = '' } }: AppError): FaultCode {
  return isUnusable(why) ? WHYS[why] : 'broken'
}

function isUnusable(why: string | number): why is Unusable {
  return Object.hasOwn(WHYS, why)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A name with a lone percent sign means itself.
    return text
  }
}
