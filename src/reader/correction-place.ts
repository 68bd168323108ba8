import type { Request } from 'express'
import { isSlug } from '../articles/slugs.ts'
import { isReportable } from '../corrections/model.ts'
import { isId } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import type { Frozen, Version } from './model.ts'
import { findArticleBySlug, findParagraph, listEditions, listSettings, listVersions } from './store.ts'
import { settingsFrom } from '../people/settings.ts'
import type { Reader } from './surroundings.ts'

/** A paragraph that readers have, or had, in an edition that was never taken from them. */
export interface CorrectionPlace {
  language: Language
  version: Version
  versions: readonly Version[]
  edition: { id: Id; number: number }
  paragraph: Frozen
}

/** `edition` is a number as it was sent; without one, the edition that is published now. Throws `not_found` for everything else. */
export async function findCorrectionPlace(reader: Reader, { params }: Request, edition: unknown): Promise<CorrectionPlace> {
  const { db, config: { languages } } = reader
  const { language, slug, segment } = params
  if (typeof language !== 'string' || !languages.includes(language) || typeof slug !== 'string' || !isSlug(slug) || !isId(segment)) throw nothing()
  if (!settingsFrom(await listSettings(db), languages).corrections) throw nothing()
  const article = await findArticleBySlug(db, slug)
  const versions = article ? (await listVersions(db, article)).filter((one) => languages.includes(one.language)) : []
  const version = versions.find((one) => one.language === language)
  if (!version) throw nothing()
  const number = edition === undefined ? version.number : numberIn(edition)
  const found = (await listEditions(db, version.article, language)).find((one) => one.number === number && !one.withdrawn)
  const paragraph = found && await findParagraph(db, found.id, segment)
  if (!found || !paragraph || !isReportable(paragraph.kind)) throw nothing()
  return { language, version, versions, edition: { id: found.id, number: found.number }, paragraph }
}

function numberIn(value: unknown): number {
  if (typeof value !== 'string' || !/^[1-9]\d{0,5}$/.test(value)) throw nothing()
  return Number(value)
}

function nothing(): AppError {
  return new AppError('not_found')
}
