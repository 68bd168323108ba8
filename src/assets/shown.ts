import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { OutlineRow } from '../segments/model.ts'
import { plainText } from '../text/inline.ts'
import { listImages } from './store.ts'

/** A picture, small. */
export interface ShownPicture {
  src: string
  width: number
  height: number
}

/** `/assets/_shown`: the picture beside the words about it. */
export interface PictureView extends ShownPicture {
  /** Its alternative text as it is given; empty beside a caption. */
  alt: string
  language: string
}

export function pictureView(picture: ShownPicture | undefined, { kind, text, language }: {
  kind: SegmentKind; text: string; language: string
}): PictureView | null {
  return picture ? { ...picture, alt: kind === 'image' ? plainText(text) : '', language } : null
}

type Placed = Pick<OutlineRow, 'segment' | 'position' | 'kind' | 'asset'>

/**
 * The pictures that paragraphs speak of: an alternative text its own, a caption that of the image before it. Of `segments` alone, where
 * they are given.
 */
export async function listShownPictures(db: Db, outline: readonly Placed[], segments?: ReadonlySet<Id>): Promise<Map<Id, ShownPicture>> {
  const wanted = [...assetsOf(outline)].filter(([segment]) => segments?.has(segment) ?? true)
  const images = await listImages(db, wanted.map(([, asset]) => asset))
  return new Map(wanted.flatMap(([segment, asset]) => {
    const image = images.get(asset)
    return image ? [[segment, { src: `/desk/images/${asset}?small`, width: image.width, height: image.height }] as const] : []
  }))
}

function assetsOf(outline: readonly Placed[]): Map<Id, string> {
  const images = new Map(outline.flatMap(({ position, kind, asset }) => kind === 'image' && asset !== null ? [[position, asset] as const] : []))
  return new Map(outline.flatMap(({ segment, position, kind }) => {
    const asset = kind === 'image' ? images.get(position) : kind === 'caption' ? images.get(position - 1) : undefined
    return asset === undefined ? [] : [[segment, asset] as const]
  }))
}
