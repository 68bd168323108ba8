/** Words and signs beside figures, of every language at once: whole ones as they are written, and beginnings of inflected ones. */
interface Vocabulary<Meaning> {
  whole: ReadonlyMap<string, Meaning>
  beginnings: readonly (readonly [beginning: string, meaning: Meaning])[]
}

export const MAGNITUDES = vocabulary<number>([
  [1e3, 'тис tys tsd', 'тисяч thousand tysi tausend'],
  [1e6, 'млн mln mn mio', 'мільйон million milion'],
  [1e9, 'млрд mld mrd bn', 'мільярд billion miliard milliard'],
  [1e12, 'трлн trn tn bln', 'трильйон trillion bilion'],
])

/** Of `5k` and `$5m`: only right behind the figures. */
export const GLUED_MAGNITUDES = new Map([['k', 1e3], ['K', 1e3], ['К', 1e3], ['к', 1e3], ['m', 1e6], ['M', 1e6], ['B', 1e9], ['b', 1e9]])

export const CURRENCIES = vocabulary<string>([
  ['UAH', '₴ UAH грн', 'гривн гривень hryvn hrywn'],
  ['USD', '$ US$ USD дол', 'долар dollar dolar'],
  ['EUR', '€ EUR', 'євро euro'],
  ['GBP', '£ GBP', ''],
  ['PLN', 'PLN zł', 'злот zlot złot'],
  ['RUB', '₽ RUB руб', 'рубл rubl roubl rubel'],
  ['CHF', 'CHF', ''],
  ['JPY', '¥ JPY', 'єн yen'],
  ['CAD', 'C$ CA$ CAD', ''],
  ['AUD', 'A$ AU$ AUD', ''],
  ['BTC', '₿ BTC', 'біткойн біткоїн bitcoin'],
])

export const UNITS = vocabulary<string>([
  ['%', '% pct proc', 'відсотк відсоток процент percent procent prozent'],
  ['‰', '‰', 'проміле'],
  ['°C', '°C ℃ °С', ''],
  ['°F', '°F ℉', ''],
  ['mm', 'mm мм', 'міліметр millimeter millimetre milimetr'],
  ['cm', 'cm см', 'сантиметр centimeter centimetre centymetr zentimeter'],
  ['m', 'm м', 'метр metre meter metr'],
  ['km', 'km км', 'кілометр kilometer kilometre kilometr'],
  ['in', '', 'дюйм inch'],
  ['ft', 'ft foot feet фут фути футів футах', ''],
  ['yd', 'yd ярд ярди ярдів yard yards', ''],
  ['mi', 'mi mile miles миля милі миль mila mile mil meile meilen', ''],
  ['g', 'g г', 'грам gram'],
  ['kg', 'kg кг', 'кілограм kilogram'],
  ['t', 't т ton tons tona tony', 'тонн tonne'],
  ['lb', 'lb lbs pound pounds', 'фунт'],
  ['oz', 'oz', 'унці ounce'],
  ['ha', 'ha га', 'гектар hectar hektar'],
  ['acre', '', 'акр acre'],
  ['m2', 'm² м²', ''],
  ['km2', 'km² км²', ''],
  ['ml', 'ml мл', 'мілілітр milliliter millilitre mililitr'],
  ['l', 'l л', 'літр litre liter litr'],
  ['gal', 'gal', 'галон gallon'],
  ['km/h', 'km/h км/год kph', ''],
  ['mph', 'mph', ''],
  ['m/s', 'm/s м/с', ''],
  ['W', 'W Вт ват ватів вати watt watts', ''],
  ['kW', 'kW кВт', 'кіловат kilowatt kilowat'],
  ['MW', 'MW МВт', 'мегават megawatt megawat'],
  ['GW', 'GW ГВт', 'гігават gigawatt gigawat'],
  ['B', 'Б', 'байт byte bajt'],
  ['kB', 'kB KB kb Kb кБ КБ кб Кб', 'кілобайт kilobyte kilobajt'],
  ['MB', 'MB Mb МБ Мб', 'мегабайт megabyte megabajt'],
  ['GB', 'GB Gb ГБ Гб', 'гігабайт gigabyte gigabajt'],
  ['TB', 'TB Tb ТБ Тб', 'терабайт terabyte terabajt'],
  ['px', 'px пкс', 'піксел pixel piksel'],
  ['ms', 'ms мс', 'мілісекунд millisecond milisekund'],
  ['s', 's с сек sec', 'секунд second sekund'],
  ['min', 'min хв мін', 'хвилин minut'],
  ['h', 'h год hrs', 'годин hour godzin stund'],
  ['d', 'день дня дні днів днями днях доба доби діб добу day days dzień dni dnia tage tagen', ''],
  ['wk', 'wk тиж', 'тижн тиждень week tydzień tygodni woche'],
  ['mo', 'міс', 'місяц month miesiąc miesięc monat'],
  ['y', 'yr yrs рік роки років року роках роками lat lata latach rok roku', 'year jahr'],
])

/** What a unit measures, and how many of the first of its row it is. */
const MEASURES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  length: { m: 1, mm: 0.001, cm: 0.01, km: 1000, in: 0.0254, ft: 0.3048, yd: 0.9144, mi: 1609.344 },
  mass: { kg: 1, g: 0.001, t: 1000, lb: 0.45359237, oz: 0.0283495 },
  area: { m2: 1, km2: 1e6, ha: 1e4, acre: 4046.86 },
  volume: { l: 1, ml: 0.001, gal: 3.78541 },
  speed: { 'm/s': 1, 'km/h': 0.277778, mph: 0.44704 },
  power: { W: 1, kW: 1e3, MW: 1e6, GW: 1e9 },
  size: { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
  time: { s: 1, ms: 0.001, min: 60, h: 3600, d: 86400, wk: 604800, mo: 2629800, y: 31557600 },
}

/** The amount of one unit in another; null where they measure different things. */
export function convert(amount: number, from: string, to: string): number | null {
  if (from === '°C' && to === '°F') return amount * 1.8 + 32
  if (from === '°F' && to === '°C') return (amount - 32) / 1.8
  for (const row of Object.values(MEASURES)) {
    const [one, other] = [row[from], row[to]]
    if (one !== undefined && other !== undefined) return amount * one / other
  }
  return null
}

/** The longest ending that a beginning may take: `кілометр` and `ами`. */
const ENDING = 3

/** What a word beside figures means: as it is written, in small letters, or by its beginning. */
export function meaningOf<Meaning>({ whole, beginnings }: Vocabulary<Meaning>, word: string): Meaning | null {
  const lower = word.toLowerCase()
  const short = whole.get(word) ?? (lower.length > 1 ? whole.get(lower) : undefined)
  if (short !== undefined) return short
  return beginnings.find(([beginning]) => lower.startsWith(beginning) && lower.length <= beginning.length + ENDING)?.[1] ?? null
}

function vocabulary<Meaning>(rows: readonly (readonly [meaning: Meaning, whole: string, beginnings: string])[]): Vocabulary<Meaning> {
  const all = (which: 1 | 2) => rows.flatMap((row) => row[which].split(' ').filter(Boolean).map((word) => [word, row[0]] as const))
  return { whole: new Map(all(1)), beginnings: all(2).sort(([a], [b]) => b.length - a.length) }
}
