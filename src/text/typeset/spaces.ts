/** A space that does not break. */
export const FIRM = '\u00a0'

const END = String.raw`(?![\p{L}\p{M}\p{N}'’ʼ])`
const WORD = String.raw`(?<![\p{L}\p{M}\p{N}'’ʼ\-–.])`
const INITIAL = String.raw`\p{Lu}|Дж|Дз`
const FIGURE = String.raw`[\dIVXІХ]`

const UK_UNITS = [
  '°[CFСК]?', '%', '‰', '€', '₴', String.raw`\$`, '[кцдмн]?м[²³]?', '[кмц]?г', 'т', 'ц', 'м?л', 'га', 'с', 'хв', 'год', 'грн', 'коп', 'крб', 'дол', 'євро',
  'тис', 'млн', 'млрд', 'трлн', 'рр?', 'ст', 'шт', '[кМГ]?Вт', '[кМГ]?Гц', 'г?Па', 'В', '[КМГ]б', '[КМГТ]Б', 'км/год', 'м/с', 'кВт·год',
  'січня', 'лютого', 'березня', 'квітня', 'травня', 'червня', 'липня', 'серпня', 'вересня', 'жовтня', 'листопада', 'грудня',
]
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'
const EN_UNITS = [
  '°[CF]?', '%', '‰', '€', String.raw`\$`, '[kcm]?m[²³]?', '[km]?g', 't', 'm?l', 'ha', 'km/h', 'mph', 'mi', 'ft', 'lbs?', 'oz', '[kMG]?W', '[kMG]Wh',
  '[kMG]?Hz', '[KMGT]B', '[mbtr]{1,2}illion', 'thousand', '[ap]m', String.raw`[ap]\.m\.`, 'BCE?', 'AD', 'CE', MONTHS,
]

/** What each space stands between: it holds these together. A space begins each rule, so that nothing else is looked at. */
const RULES: Readonly<Record<string, RegExp>> = {
  uk: between([
    after(String.raw`${WORD}[авзійоуяєжбАВЗІЙОУЯЄЖБ]`, String.raw`[^\s—–-]`),
    after(String.raw`${WORD}(?:${INITIAL})\.`, String.raw`\p{Lu}`),
    after(String.raw`\p{Ll}`, String.raw`(?:${INITIAL})\.[ \u00a0]?(?:${INITIAL})\.(?![ \u00a0]?\p{Lu}\p{Ll})`),
    after(String.raw`\d`, `(?:${UK_UNITS.join('|')})${END}`),
    after(String.raw`(?<!\d)\d{1,3}`, String.raw`\d{3}(?!\d)`),
    after('[№§]', String.raw`[\d\p{Lu}]`),
    after(String.raw`${WORD}(?:[Сс]т|[Сс]|[Сс]тор|пп?|ч|[Рр]ис|[Тт]абл|[Рр]озд|гл|т|тт|вип|кн|буд|кв|корп|каб|арк)\.`, FIGURE),
    after(String.raw`${WORD}(?:[Мм]|[Сс]мт|с|[Вв]ул|[Пп]росп|[Бб]ульв?|[Пп]л|[Пп]ров|о|ім|[Пп]роф|[Аа]кад|[Дд]оц|[Гг]ен|св|[Пп])\.`, String.raw`[\p{Lu}«]`),
    after(String.raw`(?<![\p{L}\p{M}])т\.`, String.raw`(?:д|п|ін|зв|ч|о)\.`), after(String.raw`(?<![\p{L}\p{M}])н\.`, String.raw`е\.`),
    after('(?<![\\p{L}\\p{M}])та', String.raw`ін\.`),
  ]),
  en: between([
    after(String.raw`${WORD}\p{Lu}\.`, String.raw`\p{Lu}`),
    after(String.raw`${WORD}(?:Mrs?|Ms|Dr|Prof|St|Gen|Col|Lt|Capt|Gov|Sen|Rep|Rev)\.`, String.raw`\p{Lu}`),
    after(String.raw`${WORD}(?:Mrs?|Ms|Dr)`, String.raw`\p{Lu}\p{Ll}`),
    after(String.raw`${WORD}(?:[Nn]os?|[Vv]ol|[Ff]ig|[Pp]p?|[Aa]rt|[Ss]ec|[Cc]h)\.`, FIGURE),
    after('[№§]', String.raw`\d`),
    after(String.raw`\d`, `(?:${EN_UNITS.join('|')})${END}`),
    after(String.raw`${WORD}(?:${MONTHS}|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)`, String.raw`\d{1,2}(?!\d)`),
  ]),
  pl: between([after(String.raw`${WORD}[aiouwzAIOUWZ]`, String.raw`[^\s—–-]`)]),
}

/** Spaces that must not break, made firm; what they stand between is looked up in the language's own list. */
export function setSpaces(text: string, language: string): string {
  const rule = RULES[language]
  return rule ? text.replace(rule, FIRM) : text
}

function after(before: string, next: string): string {
  return `(?<=${before} )(?=${next})`
}

function between(places: readonly string[]): RegExp {
  return new RegExp(` (?:${places.join('|')})`, 'gu')
}
