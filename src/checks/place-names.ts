/** How a place is written now. Where the word may mean more: what the original must have (`only`), what may not stand before (`unless`). */
interface Former {
  now: string
  only?: RegExp
  unless?: RegExp
}

// Former spelling = the one of resolution 55: places of which nobody doubts what is meant.
const CERTAIN = `
  Kharkov=Kharkiv Lugansk=Luhansk Dnepropetrovsk=Dnipropetrovsk Dniepr=Dnipro Dnepr=Dnipro Zaporozhye=Zaporizhzhia Zaporozhe=Zaporizhzhia
  Zaporizhzhya=Zaporizhzhia Chernigov=Chernihiv Chernovtsy=Chernivtsi Vinnitsa=Vinnytsia Vinnytsya=Vinnytsia Zhitomir=Zhytomyr Irpen=Irpin
  Ternopol=Ternopil Uzhgorod=Uzhhorod Kirovograd=Kirovohrad Kremenchug=Kremenchuk Berdyansk=Berdiansk Slavyansk=Sloviansk Donbass=Donbas
  Slovyansk=Sloviansk Gorlovka=Horlivka Lisichansk=Lysychansk Artemovsk=Bakhmut Artemivsk=Bakhmut Chernobyl=Chornobyl Pripyat=Prypiat
  Borispol=Boryspil Cherkassy=Cherkasy Debaltsevo=Debaltseve Energodar=Enerhodar Izyum=Izium Kupyansk=Kupiansk Mykolayiv=Mykolaiv
  Makeevka=Makiivka Ivano-Frankovsk=Ivano-Frankivsk Avdeevka=Avdiivka Avdiyivka=Avdiivka Konstantinovka=Kostiantynivka Ilovaysk=Ilovaisk`

/** English spellings of Ukrainian places that come from Russian, or are out of use. */
export const FORMER_ENGLISH: ReadonlyMap<string, Former> = new Map<string, Former>([
  ...CERTAIN.trim().split(/\s+/).map((pair): [string, Former] => [pair.split('=')[0] ?? '', { now: pair.split('=')[1] ?? '' }]),
  ['Kiev', { now: 'Kyiv', unless: /(?:[Cc]hicken|[Dd]ynamo) $/u }],
  ['Odessa', { now: 'Odesa', only: /Одес/u }],
  ['Lvov', { now: 'Lviv', only: /Льв[оі]в/u }],
  ['Rovno', { now: 'Rivne', only: /Рівн/u }],
  ['Nikolaev', { now: 'Mykolaiv', only: /Микола[єї]в/u }],
  ['Nikolayev', { now: 'Mykolaiv', only: /Микола[єї]в/u }],
])

/** Former Ukrainian names, where an English original shows by the present one that it is no history. */
export const FORMER_UKRAINIAN: readonly { former: RegExp; original: RegExp; now: string }[] = [
  { former: /(?<!\p{L})Дніпропетровськ(?:у|ом|а|ові)?(?!\p{L}| област| обл)/gu, original: /\bDnipro\b/u, now: 'Дніпро' },
  { former: /(?<!\p{L})Кіровоград(?:у|ом|а|і|ові)?(?!\p{L})/gu, original: /\bKropyvnytskyi\b/u, now: 'Кропивницький' },
  { former: /(?<!\p{L})Арт[еь]мівськ(?:у|ом|а|ові)?(?!\p{L}| район| міськ)/gu, original: /\bBakhmut\b/u, now: 'Бахмут' },
  { former: /(?<!\p{L})Білорусі(?:я|ї|ю|єю)(?!\p{L})/gu, original: /\bBelarus\b/u, now: 'Білорусь' },
  { former: /(?<!\p{L})Молдаві(?:я|ї|ю|єю)(?!\p{L})/gu, original: /\bMoldova\b/u, now: 'Молдова' },
  { former: /(?<!\p{L})Кіргізі(?:я|ї|ю|єю)(?!\p{L})/gu, original: /\bKyrgyzstan\b/u, now: 'Киргизстан' },
  { former: /(?<!\p{L})Туркмені(?:я|ї|ю|єю)(?!\p{L})/gu, original: /\bTurkmenistan\b/u, now: 'Туркменістан' },
]
