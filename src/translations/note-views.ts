import type { Id } from '../db/columns.ts'
import type { OriginalNote, OriginNote } from './notes.ts'

/** `_behind`: how the original changed, beside a translation. */
export interface BehindView {
  note: OriginalNote
  segment: Id
  source: string
}

/** `_longer`: a second, longer way of the original. */
export interface LongerView {
  changesHtml: string | null
  language: string
}

/** `_origin`: where a paragraph comes from. */
export interface OriginView {
  note: OriginNote
  segment: Id
  source: string
  language: string
}

/** `_places`: paragraphs that were, by how they began. */
export interface PlacesView {
  label: string
  places: OriginNote['from']
  language: string
}
