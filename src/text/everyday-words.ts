import { foldWord, stemsOf } from './stems/stem.ts'

// Words that any article may use much, and that are the term of none: each in one of its forms.
const UKRAINIAN = `автор аспект багато варіант великий важливий вважати вигляд видання випадок використання використовувати вимога вираз відповідь
  відповідний відповідно відомий вік вода враження година головний голова група давати дата два дванадцять двері день десять дія добре дозволяти
  допомога допомагати досвід друг другий думка елемент життя загальний завдання залежність замість запит зв'язок здаватися змінювати зміна знати значення
  значний зразок зробити ідея ім'я інколи інформація існувати кількість кінець книга країна крок лист люди людина матеріал мета метод міститися містити
  місто місце місяць можливий можливість момент мова надавати назва наприклад насправді нас наступний необхідний необхідність новий нижче
  образ окремий описаний опис основа основний особа особливість отримувати очі перший певний питання письмо півтора повинен повний повністю подальший
  показувати помилка поставити потреба потрібний початок правило приклад причина проблема проєкт проект працювати пункт радити разом результат речення
  рік рівень рішення робота розділ роль рука ряд саме світ серед сила ситуація складний слово сказати слідувати собою спосіб справа спроба стан
  стати сторінка сторона структура текст термін тисяча тип тиждень точка третій три тримати уникати умова учасник факт фактор форма функція хвилина хотіти
  час частина часто чинник читач число чотири шлях щоразу щось явище якість ясно кожний будь-який різний інший подібний власний правильний єдиний
  таких таким такими такому багатьох наш незалежний деякий декілька кілька жоден самий останній звичайний звичайно означати називати називатися вимагати починати залишатися могти йти`
const ENGLISH = `able access act action add advice affect age aim allow amount answer approach area argue around article ask aspect author avoid away back bad base
  basic beginning behave being believe benefit best better big bit body book break bring build call care case cause certain chance change chapter check
  choice choose class clear close come common compare complete consider contain context continue correct cost country course create current day deal decide
  decision default define depend describe detail develop difference different difficult easy effect effort else end enough ensure entire even ever every
  everyone everything exact example exist expect experience explain express face fact factor far feature feel few file final find first fix focus follow
  force form four free full function future general give go goal good great group grow guide hand handle happen hard head help high hold home hour
  however hundred idea immediate impact implement important improve include increase information instance instead intend interest involve issue item keep
  kind know lack language large last late later lead learn least leave left less let level life like line list little live local long look lose lot low main
  major manage many matter mean measure meet member method million mind minute model moment month move name natural near necessary need negative new next nothing
  number occur offer old open opinion option order original otherwise page paper part particular pass past people perform perhaps person place plan play
  point popular possible power practice present prevent previous principle probably problem process produce program project proper prove provide public purpose put
  quality question quick quite range rate rather reach read real really reason receive recent recommend reduce refer related remain remember remove
  replace represent require respect respond result return right risk role room rule run say second see seem send sense separate series serve set several shape share
  short show side significant similar simple simply since single situation size small solution solve someone something sort speak special specific stage stand
  standard start state stay step still stop story strong structure study style subject suggest support sure system table take talk task team tell term text
  thank thing think third thousand three thus time today together tool top total toward true try turn type understand unless usual value various
  version view wait want watch way week well whole wide word work world worth write wrong year yes yet young useful user dont doesnt cant wont isnt arent didnt im ive youre theyre lets weve youll theyll shell itll aside fast vary enforce sometimes yourself
  himself herself themselves itself myself ourselves`

const VERBS: ReadonlySet<string> = new Set(`came went said made took got saw gave knew thought found told became left felt brought began kept held wrote stood heard let meant
  met ran paid sat spoke led grew lost fell sent built understood drew broke spent rose gone taken given known done seen been come comes goes says makes takes gets gives
  додати використовувати зробити мати покращити створити отримати`.split(/\s+/))

/** A verb that is a part of no term. */
export function isPlainVerb(word: string): boolean {
  return VERBS.has(word)
}

/** A word that says nothing of what an article is about, in any of its forms. */
export function isEverydayWord(word: string, language: string): boolean {
  return stemsOf(word, language).some((stem) => STEMS.has(stem))
}

const STEMS: ReadonlySet<string> = new Set([
  ...UKRAINIAN.split(/\s+/).flatMap((word) => stemsOf(foldWord(word), 'uk')), ...ENGLISH.split(/\s+/).flatMap((word) => stemsOf(word, 'en')),
])
