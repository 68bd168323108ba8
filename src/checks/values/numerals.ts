import { exactly } from './model.ts'

/**
 * Words that say a number, without apostrophes. `~` stands for an ending of up to four letters, `-` for anything: «дворічний» says two.
 * Generous, since they only explain figures of the other text; but «триває» says nothing of three.
 */
const NUMERALS: readonly (readonly [amount: number, words: string])[] = [
  [0, 'нул~ жодн~ опівноч~ midnight zero nil none no null żaden'],
  [0.5, 'пів половин~ half halves połow~ pół halb~'],
  [1, 'один одна одне одного одному одним одній однієї одну одною одні одних перш~ одно- кожен кожн~ one ones once first single jeden jedn~ pierwsz~ ein~ erst~'],
  [1.5, 'півтор~ półtor~ anderthalb~'],
  [2, 'два дві двох двом двома двоє дво- двійк~ друг~ обидв~ обоє обох двічі вдвічі удвічі вдвоє удвоє подвійн~ подвої~ пара пари пару парою'],
  [2, 'two twos twice second seconds double doubled both pair pairs couple dual dwa dwie dwóch dwom dwu~ drug~ oba obie obu podwój~ zwei~ zweit~ beid~ doppel-'],
  [3, 'три трьох трьом трьома троє трет~ тричі втричі утричі втроє потрійн~ трійк~ трири~ трирі- триден- триміс- тритиж- тристорон- трикрат- триразов~ триетап-'],
  [3, 'three third thirds thrice triple tripled trzy trzech trzem trzec~ trój- drei~ dritt~ dreifach~'],
  [4, 'чотир- четвер~ вчетвер~ учетвер~ чверт~ four fourth quarter quarters quadrupl~ cztery czter~ czwart~ vier~ viert~'],
  [5, 'пять пят~ пяти- впятер~ упятер~ пятьох пятьом пятьма five fives fifth fifths pięć pięci~ piąt~ fünf~ fünft~'],
  [6, 'шість шести- шістьох шістьма шост~ six sixes sixth sześć sześci~ szóst~ sechs~'],
  [7, 'сім семи- сімох сімом сьом~ seven seventh siedem siedmi~ siódm~ sieben siebt~'],
  [8, 'вісім восьм~ восьми- eight eighth osiem ośmi~ ósm~ acht~'],
  [9, 'девят~ девяти- nine ninth dziewię~ dziewiąt~ neun~'],
  [10, 'десят~ десяти- десятк~ ten tens tenth tenfold decade decades dziesię~ dziesią~ zehn~'],
  [11, 'одинадцят- eleven- jedenast~ elf~'], [12, 'дванадцят- дюжин~ twelve twelfth dozen dozens noon midday опівдні полудень dwunast~ dwanaś~ zwölf~'],
  [13, 'тринадцят- thirteen- trzynast~ trzynaś~ dreizehn~'], [14, 'чотирнадцят- fourteen- czternast~ czternaś~ vierzehn~'],
  [15, 'пятнадцят- fifteen- piętnast~ piętnaś~ fünfzehn~'], [16, 'шістнадцят- sixteen- szesnast~ szesnaś~ sechzehn~'],
  [17, 'сімнадцят- seventeen- siedemnast~ siedemnaś~ siebzehn~'], [18, 'вісімнадцят- eighteen- osiemnast~ osiemnaś~ achtzehn~'],
  [19, 'девятнадцят- nineteen- dziewiętnast~ dziewiętnaś~ neunzehn~'], [20, 'двадцят- twenty twentieth twenties dwudziest~ dwadzieś~ zwanzig~'],
  [24, 'доба добу добов~ цілодоб-'], [30, 'тридцят- thirty thirtieth thirties trzydzieś~ trzydziest~ dreißig~'], [40, 'сорок сорока сороков~ forty fortieth forties czterdzie- vierzig~'],
  [50, 'пятдесят- пятидесят- fifty fiftieth fifties pięćdziesi- fünfzig~'], [60, 'шістдесят- шестидесят- sixty sixtieth sixties sześćdziesi- sechzig~'],
  [70, 'сімдесят- семидесят- seventy seventieth seventies siedemdziesi- siebzig~'],
  [80, 'вісімдесят- восьмидесят- eighty eightieth eighties osiemdziesi- achtzig~'], [90, 'девяност- ninety ninetieth nineties dziewięćdziesi- neunzig~'],
  [100, 'сто ста сотн~ сотень сотий сота соту століт- стод- сторіч- hundred~ century centuries centenary sto stu hundert~'], [200, 'двіст~ двохсот~ dwieś~ dwustu'],
  [300, 'трист~ трьохсот~ trzysta'], [400, 'чотирист~ чотирьохсот~ czterysta'], [500, 'пятсот~ пятисот~ pięćset'], [600, 'шістсот~ шестисот~ sześćset'],
  [700, 'сімсот~ семисот~ siedemset'], [800, 'вісімсот~ восьмисот~ osiemset'], [900, 'девятсот~ девятисот~ dziewięćset'],
  [1e3, 'тис тисяч- thousand~ tysi- tausend~'], [1e6, 'млн мільйон- million~ milion-'], [1e9, 'млрд мільярд- billion~ miliard- milliard-'],
  [1e12, 'трлн трильйон- trillion~ bilion-'],
]
/** Two decades are twenty years. */
const SETS = /^(?:hundred|decade|dozen|centur|сот|десятк|десятил|дюжин|століт)/iu
const ENDING = 4
const AFTER: Readonly<Record<string, number>> = { '~': ENDING, '-': Infinity }

/** How many letters may follow which beginning, and what it says. */
const BEGINNINGS = new Map(NUMERALS.flatMap(([amount, words]) => words.split(' ').map((word) => {
  const sign = /[~-]$/.exec(word)?.[0] ?? ''
  return [word.slice(0, word.length - sign.length), { amount, after: AFTER[sign] ?? 0 }] as const
})))
const LONGEST = Math.max(...[...BEGINNINGS.keys()].map((word) => word.length))

/** Every number that a text may say in words, as often as it does, put together and one by one: «двадцять п’ять» says 20, 5 and 25. */
export function numbersInWords(text: string): number[] {
  const said: number[] = []
  let [sum, whole, end] = [0, 0, -1]
  for (const { 0: word, index } of text.matchAll(/[\p{L}'’ʼ]+/gu)) {
    const amount = numeralOf(word)
    if (amount === null) continue
    if (end < 0 || !/^(?:[ -]| and | and a | a | з )$/.test(text.slice(end, index))) [sum, whole] = [0, 0]
    if (amount >= 1000) [whole, sum] = [whole + (sum || 1) * amount, 0]
    else sum = SETS.test(word) && sum > 0 && sum < 100 ? sum * amount : sum + amount
    said.push(...new Set([amount, sum, whole + sum].map(exactly)))
    end = index + word.length
  }
  return said
}

function numeralOf(word: string): number | null {
  const plain = word.replace(/['’ʼ]/g, '').toLowerCase()
  for (let length = Math.min(LONGEST, plain.length); length > 1; length -= 1) {
    const known = BEGINNINGS.get(plain.slice(0, length))
    if (known && plain.length - length <= known.after) return known.amount
  }
  return null
}
