import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { MOST_IMAGE_BYTES } from '../assets/model.ts'
import type { Db } from '../db/schema.ts'
import { placePictures } from '../exchange/pictures.ts'
import type { Voice } from '../i18n/voice.ts'
import type { Actor } from '../people/model.ts'
import type { Block } from '../text/pagetext/model.ts'
import { Refusal } from './terminal.ts'

/** Keeps the pictures that a file refers to. They are read from the file's own folder and the folders in it, and from nowhere else. */
export async function placeNear(
  voice: Voice, db: Db, actor: Actor, language: string, file: string, given: readonly Block[],
): Promise<Block[]> {
  let blocks = [...given]
  for (const [at, { kind, picture }] of given.entries()) {
    if (kind !== 'image' || !picture || picture.asset !== null) continue
    const bytes = await readNear(voice, file, picture.file)
    const placed = await placePictures(db, actor, language, blocks, [{ field: `picture.${at + 1}`, name: picture.file, bytes }])
    const [fault] = placed.faults
    if (fault) throw new Refusal(`${picture.file}: ${voice.t(`articles:fault.${fault.code}`)}`)
    blocks = placed.blocks
  }
  return blocks
}

/** What would be said of each picture that cannot be read. */
export async function findMissing(voice: Voice, file: string, blocks: readonly Block[]): Promise<string[]> {
  const missing: string[] = []
  for (const { kind, picture } of blocks) {
    if (kind !== 'image' || !picture || picture.asset !== null) continue
    await readNear(voice, file, picture.file).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      missing.push(error.message)
    })
  }
  return missing
}

async function readNear(voice: Voice, file: string, reference: string): Promise<Uint8Array> {
  const missing = () => new Refusal(voice.t('cli:import.noImage', { file: reference.slice(0, 200) }))
  if (/^[a-z][a-z\d+.-]*:|^\/|^\\/iu.test(reference)) throw missing()
  try {
    const folder = await realpath(path.dirname(file))
    // A link in the folder may lead out of it: where the file really is, counts.
    const found = await realpath(path.resolve(folder, decodeURIComponent(reference.split(/[?#]/, 1)[0] ?? '')))
    if (!found.startsWith(folder + path.sep)) throw missing()
    const bytes = await readFile(found)
    if (bytes.length > MOST_IMAGE_BYTES) throw missing()
    return bytes
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw missing()
  }
}
