import type { Id } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { articleCrossroads } from './crossroads.ts'
import { listNames, listPictures } from './inventory-store.ts'
import type { Version } from './model.ts'
import {
  articlePath, cardPath, citeFilePath, citePath, comparePath, differencesPath, editionPath, editionsPath, parallelPath, permalinkPath,
} from './paths.ts'
import { findPublishedPicture, picturePath } from './pictures.ts'
import { at, type Spot } from './spots.ts'
import { listEditions, listVersions } from './store.ts'
import type { Reader } from './surroundings.ts'

type Places = AsyncGenerator<Spot>

export async function* articlePlaces(reader: Reader, article: Id): Places {
  const versions = await versionsOf(reader, article)
  if (versions.length === 0) return
  const names = await listNames(reader.db, article)
  yield { url: permalinkPath(article), make: () => articleCrossroads(reader, article, versions) }
  for (const language of reader.config.languages) {
    const version = versions.find((one) => one.language === language)
    if (version) yield* versionPlaces(reader, version, versions, names)
    // Where a switch of languages leads: the page that says that there is nothing.
    else {
      for (const slug of new Set(versions.map((one) => one.slug))) {
        for (const url of [articlePath({ language, slug }), citePath({ language, slug })]) yield at(reader, url)
      }
    }
  }
}

async function* versionPlaces(reader: Reader, version: Version, versions: readonly Version[], names: readonly string[]): Places {
  const numbers = (await listEditions(reader.db, version.article, version.language))
    .filter(({ withdrawn }) => !withdrawn).map(({ number }) => number).sort((a, b) => a - b)
  const others = versions.filter((one) => one !== version)
  const own = [
    articlePath(version), differencesPath(version), editionsPath(version), comparePath(version), citePath(version),
    ...(['bib', 'ris', 'json'] as const).map((format) => citeFilePath(version, format)),
    ...numbers.map((number) => editionPath(version, number)),
    // Any two can be compared; as files there are neighbours.
    ...numbers.slice(1).map((to, at) => comparePath(version, { from: numbers[at], to })),
    ...others.flatMap(({ language }) => [false, true].map((swapped) => parallelPath(version, language, { swapped }))),
  ]
  for (const url of own) yield at(reader, url)
  for (const slug of names) if (slug !== version.slug) yield at(reader, articlePath({ language: version.language, slug }))
}

/** Drawn apart from the pages: it takes as long as all of them, and changes less often. */
export async function* cardPlaces(reader: Reader, article: Id): Places {
  for (const version of await versionsOf(reader, article)) yield at(reader, cardPath(version))
}

async function versionsOf({ db, config }: Reader, article: Id): Promise<Version[]> {
  return (await listVersions(db, article)).filter(({ language }) => config.languages.includes(language))
}

/** The pictures of articles whose hashes begin so, in all their widths. */
export async function* picturePlaces({ db }: Reader, beginning: string): Places {
  for (const { hash, widths } of await listPictures(db, beginning)) {
    for (const width of [undefined, ...widths]) {
      yield { url: picturePath(hash, width), make: async () => {
        const picture = await findPublishedPicture(db, hash, width)
        if (!picture) throw new AppError('not_found', { hash })
        return { status: 200, body: Buffer.from(picture.bytes), type: picture.type, language: null, expires: Infinity }
      } }
    }
  }
}
