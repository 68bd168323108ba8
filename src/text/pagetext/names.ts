const PARTICLES = new Set(['de', 'van', 'von', 'der', 'den', 'la', 'le', 'di', 'da', 'del', 'фон', 'де', 'ван', 'ді', 'дер', 'ла'])
const CONNECTIVES = new Set(['and', '&', 'і', 'й', 'та', 'und'])
const DEGREES = new Set(['dr', 'prof', 'mr', 'ms', 'mrs', 'sir', 'проф', 'др'])

/** A person's name, or several joined by commas and conjunctions: two to four words each, with capitals or initials. */
export function isNames(text: string): boolean {
  if (text.length === 0 || text.length > 120) return false
  return splitNames(text).every((name) => isName(name))
}

function splitNames(text: string): string[] {
  const names: string[] = []
  let words: string[] = []
  for (const word of text.replaceAll(',', ' , ').split(' ').filter((each) => each !== '')) {
    if (word !== ',' && !CONNECTIVES.has(word)) words.push(word)
    else if (words.length > 0) {
      names.push(words.join(' '))
      words = []
    }
  }
  return words.length > 0 || names.length === 0 ? [...names, words.join(' ')] : names
}

export function isName(text: string): boolean {
  const words = text.split(' ').filter((word) => !DEGREES.has(word.toLowerCase().replace('.', '')))
  if (words.length < 2 || words.length > 5) return false
  return words.every((word, at) => isNameWord(word) || (at > 0 && at < words.length - 1 && PARTICLES.has(word)))
}

function isNameWord(word: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}]*(?:['’ʼ-][\p{L}\p{M}]+)*\.?$/u.test(word) && !ROLE_STEMS.test(word)
}

// The beginnings of words for offices and callings: both languages, and in Ukrainian both genders and all cases.
const ROLE_STEMS = new RegExp('^(?:director|head|chair|fellow|senior|junior|analyst|expert|editor|professor|research|ambassador|president|vice|founder'
  + '|co-founder|journalist|reporter|executive|deputy|member|associate|lecturer|correspondent|columnist|adviser|advisor|minister|economist|historian'
  + '|political|lawyer|writer|translator|coordinator|manager|doctor|phd|candidate|scholar|diplomat|special|chief|former|retired|general|colonel'
  + '|директор|голов|керівни|експерт|аналіти|науков|дослідни|доктор|кандидат|професор|доцент|журналіст|редактор|головн|президент|віце|посол|посл'
  + '|координатор|менеджер|старш|молодш|член|заступни|радни|міністр|засновни|співзасновни|економіст|істори|політолог|юрист|письменни|перекладач'
  + '|дипломат|генерал|полковни|колишн|оглядач|кореспондент|публіцист|виконавч|провідн|співробітни|завідува|філософ|соціолог)', 'iu')

/** A calling, an office: «директор Центру…», "Senior Fellow at…". */
export function startsLikeRole(text: string): boolean {
  return ROLE_STEMS.test(text.slice(0, 40))
}
