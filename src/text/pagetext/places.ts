/** Places a masthead may name all alone: Ukraine's regional centres and the capitals a Ukrainian page is likely to name. */
const KNOWN = new Set(('вінниця дніпро донецьк житомир запоріжжя івано-франківськ київ кропивницький луганськ луцьк львів миколаїв одеса полтава рівне'
  + ' севастополь сімферополь суми тернопіль ужгород харків херсон хмельницький черкаси чернівці чернігів варшава брюссель лондон берлін париж'
  + ' vinnytsia dnipro donetsk zhytomyr zaporizhzhia ivano-frankivsk kyiv kropyvnytskyi luhansk lutsk lviv mykolaiv odesa poltava rivne'
  + ' sevastopol simferopol sumy ternopil uzhhorod kharkiv kherson khmelnytskyi cherkasy chernivtsi chernihiv warsaw brussels london berlin paris'
).split(' '))

export function isKnownPlace(text: string): boolean {
  return text.length <= 40 && KNOWN.has(bare(text).toLowerCase())
}

/** What a place's name looks like: one to three words with capitals and nothing else, a country after a comma at most. */
export function looksLikePlace(text: string): boolean {
  if (text.length > 40) return false
  const words = bare(text).split(' ')
  return words.length <= 3 && words.every((word) => /^\p{Lu}[\p{L}\p{M}'’ʼ-]+$/u.test(word))
}

function bare(text: string): string {
  return text.replace(/^(?:м\.|місто)\s*/u, '').replace(/,\s*(?:Україна|Ukraine)$/u, '')
}
