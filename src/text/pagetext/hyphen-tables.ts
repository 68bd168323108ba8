/** What is known of a language's hyphens without a dictionary; everything in small letters. */
export interface HyphenTable {
  /** Words that may follow a hyphen left hanging: "two- and three-year". */
  suspends: Set<string>
  /** First parts that always carry a hyphen. */
  keptBefore: Set<string>
  /** Second parts that always do. */
  keptAfter: Set<string>
  /** Whole words that always do. */
  keptForm: RegExp
  /** Prefixes written solid or with a hyphen, depending on the word. */
  prefixes: Set<string>
  /** Prefixes that the rules of spelling write solid. */
  solid: Set<string>
  /** Ends of words that are no words themselves: what was torn off by a line break. */
  endings: Set<string>
  vowels: RegExp
}

const setOf = (words: string): Set<string> => new Set(words.split(' '))

const ENGLISH: HyphenTable = {
  suspends: setOf('and or to nor but through'),
  keptBefore: setOf('self ex all so well ill half quasi great vice'),
  keptAfter: setOf('like based free led made old wide style specific related driven friendly'),
  keptForm: /^$/u,
  prefixes: setOf('re pre co de un non anti multi semi sub super inter intra trans over under out counter cyber micro macro mini mega'
    + ' hyper ultra post pro pseudo neo eco bio geo auto tele mid mis dis'),
  solid: new Set(),
  endings: setOf('ment ments mental tion tions tional tionally sion sions sional cation cations zation ization ing ings ly ness nesses able ible'
    + ' ous ity ities ties ance ances ence ences er ers ic ical ically cal ture tures tive tives ative nance ful fully less ship ships'
    + ' ally tor tors ter ters ing ning ting ding ring ling ping ving sing king ued ated ted ded ted ters der ders'),
  vowels: /[aeiouyàâäáéèêëíîïóôöúùûü]/u,
}

const UKRAINIAN: HyphenTable = {
  suspends: setOf('і й та або чи а до'),
  keptBefore: setOf('будь казна хтозна бозна із з'),
  keptAfter: setOf('небудь таки'),
  keptForm: /^по-.{2,}(?:ськи|цьки|зьки|ому|єму)$/u,
  prefixes: new Set(),
  solid: setOf('авіа авто агро аеро анти архі біо веб відео гео гідро євро еко електро енерго інтер інфра квазі кібер контр космо кіно'
    + ' макро максі медіа мега мета мікро міні між моно мото мульти нано нейро нео обер онлайн пан пара під по пост прото псевдо радіо само'
    + ' спец стерео супер суб теле термо транс ультра фото гіпер держ екс віце прес топ пів напів пере перед понад проти'),
  endings: setOf('ння нню нням ннями ннях ття ттю ттям ська ський ське ські ського ському ським ської ською ських ськими ція ції цію цією цій'
    + ' ність ності ністю сть сті стю ня ню ти ться лося лась лися вся вати вання вань ного ному ним ної ною них ними вий ва ве ві вого'
    + ' вому вим вої вою вих вими ка ки ку кою ці ток тки тків тка ла ло ли на не ні но ну ми ма му го та ту те то ті ра ри ру рі ро ря'
    + ' ли ля лі лю па пи да ди ди ді ду до бо ба би бу бі са си су сі ша ші шу жа жі же че чи чі ча ють ять уть ать єть'),
  vowels: /[аеєиіїоуюяaeiouy]/u,
}

// The rest of the alphabets: any vowel with or without marks, and nothing known of the words.
const OTHERS: HyphenTable = {
  suspends: setOf('und oder bis i lub oraz albo a et ou e o y u en of'),
  keptBefore: new Set(),
  keptAfter: new Set(),
  keptForm: /^$/u,
  prefixes: new Set(),
  solid: new Set(),
  endings: new Set(),
  vowels: /\p{L}/u,
}

export function hyphenTable(language: string): HyphenTable {
  if (language === 'en') return ENGLISH
  return language === 'uk' ? UKRAINIAN : OTHERS
}
