import { foldApostrophes } from './fold.ts'
import { romanize } from './romanize.ts'

const MAX_LENGTH = 80

// Latin letters that no accent explains: decomposition leaves them as they are.
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ĳ: 'ij', ĸ: 'k', ł: 'l', ŋ: 'n', ŉ: 'n', ø: 'o', œ: 'oe', ß: 'ss', ſ: 's', þ: 'th', ŧ: 't', ə: 'e', ƒ: 'f',
}

/**
 * A title as the readable end of an address: lower-case ASCII words joined by hyphens, at most 80 characters, cut between
 * words. Cyrillic is read as Ukrainian unless `language` is another language in Cyrillic; '' when nothing remains.
 */
export function slugify(title: string, language: string): string {
  const latin = isOtherCyrillic(language) ? title : romanize(title)
  const plain = foldApostrophes(latin).toLowerCase().normalize('NFD').replace(/[\p{M}\p{Cf}\u02bc]/gu, '').replace(/[^\0-\x7f]/g, (letter) => PLAIN[letter] ?? letter)
  return cut(plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''))
}

function isOtherCyrillic(language: string): boolean {
  const locale = new Intl.Locale(language).maximize()
  return locale.language !== 'uk' && locale.script === 'Cyrl'
}

function cut(slug: string): string {
  if (slug.length <= MAX_LENGTH) return slug
  const end = slug.lastIndexOf('-', MAX_LENGTH)
  return slug.slice(0, end > 0 ? end : MAX_LENGTH)
}
