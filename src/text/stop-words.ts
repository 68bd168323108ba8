// Words that say nothing by themselves, folded as `foldWord` does it.
const UKRAINIAN = `а або аби адже але б без би бо був була були було бути в вам вас ваш ваша ваші вже ви вона вони воно всі все всіх він від
  ви два де для до дуже є ж же за завжди зараз з зі із й його йому її їй їм їх й і інші інша інший інше коли кожен кожна кожне кожний кожного крім
  лише мав має мають між мене мені ми може можна можуть на навіть над нам нас наш наша наше наші не нею неї нею ні ній ним них но ну об один одна одне
  одного ось під після по поки потім при про проте раз разом саме сам своє свого своєї своїй своїм своїх свої свій свою себе собі стало так така
  такий також таке такі там та те тепер ти тим тих то тобі того тоді той тому тут ту тя у увесь уже усе усі усіх хто хоч хоча це цей цим цих цього
  цьому ця ці цю чи чого чому щоб що ще як яка який яке які якій яким яких якого якої якому якщо яку через більш більше менше немає треба слід
  мати робити зробити почати будь досі просто виявилося виявився виявилася раніше пізніше знову навіщо також лише майже`
const ENGLISH = `a about above after again all also am an and any are as at be because been before being below between both but by can cannot could did
  do does doing done down during each few for from further get had has have having he her here hers him his how however i if in into is it its itself just
  like made make many may me might more most much must my no nor not now of off often on once one only or other others our out over own per same see shall
  she should since so some still such than that the their theirs them then there these they this those though through to too two under until up upon us
  use used using very was we well were what when where whether which while who whom whose why will with within without would yet you your yours never always often already almost`
const STOP: ReadonlySet<string> = new Set(`${UKRAINIAN} ${ENGLISH}`.split(/\s+/))

/** Is it a word that is no term, in Ukrainian or in English? */
export function isStopWord(word: string): boolean {
  return STOP.has(word)
}
