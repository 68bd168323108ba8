/** What is known of a language's full stops that end no sentence. */
export interface Habits {
  /** Shortened words that something always follows: `проф. Коваль`, `e.g. this`. */
  before: ReadonlySet<string>
  /** Those before a number: `рис. 3`, `No. 5`. */
  numbered: ReadonlySet<string>
  /** Those that may end a sentence, and hardly do before a name: `1991 р. Україна`, `the U.S. Senate`. */
  either: ReadonlySet<string>
  /** Words that begin sentences and no names. */
  starters: ReadonlySet<string>
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Of a language that is not here, only initials are known. */
export const HABITS: Readonly<Record<string, Habits>> = {
  uk: {
    before: words('ім проф акад доц ген полк підполк кап лейт св див пор напр вул просп бульв пл пров смт зв м с о оз гр пп зав заст нач канд докт ред упоряд укр '
      + 'англ рос нім фр франц лат пол польськ грец ісп італ бл ок прибл ст-ця хут о-в п-ов тов гром мр пп-ни преп прп архиєп єп митр'),
    numbered: words('с ст стор п пп т тт ч рис мал табл розд гл вип кн буд кв корп каб арк абз тел поз іл'),
    either: words('р рр ст обл р-н н ч'),
    starters: words('він вона воно вони це цей ця ці те той та так також але а і й або чи що як якщо коли де тут там тоді тепер потім після перед під у в з зі із до на за для '
      + 'про при по від не ні я ми ви ти його її їх їхній наш ваш мій усі всі кожен інший однак проте отже тому тож адже бо хоча лише навіть саме втім утім крім окрім через '
      + 'згодом відтоді водночас натомість докладніше детальніше сьогодні нині торік цього того такий така такі один одна перший друга другий серед між понад близько протягом відповідно зокрема наприклад'),
  },
  en: {
    before: words('mr mrs ms dr prof st gen col lt capt gov sen rep rev hon messrs mt sgt maj e.g i.e vs cf viz approx ca'),
    numbered: words('no nos fig figs vol vols p pp art sec ch ed jan feb mar apr aug sept oct nov dec tel'),
    either: words('u.s u.k u.n e.u a.m p.m inc ltd corp co jr sr d.c al ph.d m.d b.c a.d'),
    starters: words('he she it they we you i the a an this that these those there here then now but and or so if when while where what who why how in on at of to from for by '
      + 'with after before since during however therefore thus also as although because not no its his her their our your my some all each every many most more both one two another such only even'),
  },
  pl: {
    before: words('prof dr ul al św np tzw im gen płk mgr inż por zob ks'), numbered: words('s str nr t rys tab r art ust pkt'), either: words('r w m.in'),
    starters: words('on ona ono oni to ten ta te tak także ale a i lub czy co jak jeśli kiedy gdzie tu tam potem po przed pod w z do na za dla o przy od nie my wy jednak dlatego'),
  },
  de: {
    before: words('dr prof hr fr st bzw z.b d.h u.a vgl ca evtl ggf'), numbered: words('nr s abb bd art abs kap str'), either: words('jh chr z.t usw'),
    starters: words('er sie es wir ihr ich der die das ein eine dies dieser diese dieses und oder aber wenn als wo was wer wie in an auf zu von für mit nach vor seit doch daher auch'),
  },
}
