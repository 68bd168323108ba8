import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { NewSegment } from '../../src/articles/model.ts'
import { storeImage } from '../../src/assets/actions.ts'
import type { Db } from '../../src/db/schema.ts'
import type { Actor } from '../../src/people/model.ts'

/** The picture of one essay: before which paragraph it stands, and its words in both languages. */
const PICTURE = {
  essay: 'embankment',
  before: 6,
  words: {
    uk: ['Стежка вздовж річки з лавкою та ліхтарем, на тому березі — дахи містечка й вежа', 'Набережна після другої черги робіт. *Малюнок редакції*'],
    en: ['A path along a river with a bench and a lamp; on the far bank, the roofs of a town and a tower', 'The embankment after the second stage of the works. *Drawing by the editors*'],
  },
}

export async function withPicture(db: Db, editor: Actor, essay: string, segments: readonly NewSegment[]): Promise<NewSegment[]> {
  if (essay !== PICTURE.essay) return [...segments]
  const { hash } = await storeImage(db, editor, 'uk', readFileSync(path.join(import.meta.dirname, 'essays', `${essay}.webp`)))
  const [alt = '', caption = ''] = PICTURE.words.uk
  const own: NewSegment[] = [
    { kind: 'image', level: 0, list: null, asset: hash, text: alt }, { kind: 'caption', level: 0, list: null, text: caption },
  ]
  return segments.toSpliced(PICTURE.before, 0, ...own)
}

/** The English words of the paragraphs, with the picture's among them. */
export function withPictureWords(essay: string, texts: readonly string[]): string[] {
  return essay === PICTURE.essay ? texts.toSpliced(PICTURE.before, 0, ...PICTURE.words.en) : [...texts]
}
