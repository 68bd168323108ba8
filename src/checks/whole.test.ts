import { describeCheck } from '../../test/check-cases.ts'

const LONG = 'The rain came early in the morning, and nobody in the village was ready for what it brought along.'

describeCheck('unchanged', [
  ['uk', 'It rained.', 'It rained.', ['same_as_original']],
  ['uk', 'Node.js', 'Node.js', ['same_as_original']],
  ['uk', '**Note**', '**Note**', ['same_as_original']],
  ['uk', 'It rained.', 'Дощило.', []],
  ['uk', '2014', '2014', []],
  ['uk', '`npm test`', '`npm test`', []],
])

describeCheck('links (P16)', [
  ['uk', 'See [it](https://a.example).', 'Див. це.', ['link_missing + [](https://a.example)']],
  ['uk', 'See it.', 'Див. [це](/x).', ['link_extra']],
  ['uk', '[a](https://a.example)', '[а] (https://a.example)', ['link_torn → []', 'link_missing + [](https://a.example)']],
  ['uk', '[a](/a) and [b](/b)', '[б](/b) та [а](/a)', []],
  ['uk', 'See [it](/x).', 'Див. [**це**](/x).', []],
  ['uk', 'It', '[це] (дивно)', []],
  ['uk', '[a](https://nodejs.org/en/docs) [b](https://www.a.example/x.html)', '[а](https://nodejs.org/uk/docs) [б](http://a.example/x)', []],
  ['uk', '[a](https://en.wikipedia.org/wiki/Kyiv)', '[а](https://uk.wikipedia.org/wiki/Київ)', []],
  ['uk', '[a](https://a.example/en/x)', '[а](https://a.example/uk/y)', ['link_differs → [https://a.example/en/x]']],
  ['uk', '[a](/a_(b))', '[а](/c)', ['link_differs']],
  ['uk', '[a](/a)', '[а](/c), /c', ['link_differs']],
  ['uk', '[a](/a) [b](/b)', '[а](/c) [б](/d)', ['link_missing + [](/a)', 'link_missing + [](/b)', 'link_extra', 'link_extra']],
])

describeCheck('code (P16)', [
  ['uk', 'Run `npm test`.', 'Запустіть npm test.', ['code_missing + `npm test`']],
  ['uk', 'Run `npm test`.', 'Запустіть `тест`.', ['code_differs']],
  ['uk', 'See `a.rb`.', 'Див. `b.rb`.', ['code_differs → [a.rb]']],
  ['uk', '`a` `b` `c`', '`\u0430` `d` `\u0441` `e`', ['looks_alike → [a]', 'looks_alike → [c]', 'code_missing + `b`', 'code_extra', 'code_extra']],
  ['uk', 'See `config/a.rb`.', 'Див. `\u0441onfig/a.rb`.', ['looks_alike → [config/a.rb]']],
  ['uk', 'Run it.', 'Запустіть `це`.', ['code_extra']],
  ['uk', 'Run `a`, then `b`.', 'Спершу `b`, потім `a`.', []],
  ['uk', 'Run it.', 'Запустіть.', []],
  ['uk', 'Run `a`.', 'Запустіть **`a`**.', []],
])

describeCheck('notes', [
  ['uk', 'The word.[^1]', 'Слово.', ['note_missing + [^1]']],
  ['uk', 'One[^1] and two[^b].', 'Одне[^1] і два.', ['note_missing + [^b]']],
  ['uk', 'One.', 'Одне.[^2]', ['note_extra']],
  ['uk', 'One[^1] and two[^2].', 'Два[^2] й одне[^1].', []],
  ['uk', 'a[0]', 'a[0]', []],
  ['uk', '[^ ]', 'Знак', []],
])

describeCheck('emphasis (P16)', [
  ['uk', 'The *word* and the **deed**', 'Слово і **діло**', ['emphasis_missing']],
  ['uk', 'The word', '*Слово*', ['emphasis_extra']],
  ['uk', 'The *word*', 'Слово', ['emphasis_missing']],
  ['uk', 'The *word* and the **deed**', '**Слово** і *діло*', []],
  ['uk', '2 * 2 * 2', '2 * 2 * 2 = 8', []],
  ['uk', 'The _word_', '*Слово*', []],
])

describeCheck('lines', [
  ['uk', 'One\ntwo', 'Раз два', ['lines_differ']],
  ['uk', 'One two', 'Раз\nдва', ['lines_differ']],
  ['uk', 'One\ntwo\nthree', 'Раз\nдва', ['lines_differ']],
  ['uk', 'One\ntwo', 'Раз\nдва', []],
  ['uk', 'One two', 'Раз два', []],
  ['uk', null, 'Раз\nдва', []],
])

describeCheck('length', [
  ['uk', LONG, 'Уранці почався дощ.', ['much_shorter']],
  ['uk', 'The rain came early today.', `Дощ почався рано. ${'Ніхто не був до нього готовий. '.repeat(4)}`, ['much_longer']],
  ['en', 'Дощ почався рано-вранці, і ніхто в селі не був готовий до того, що він приніс.', 'It rained.', ['much_shorter']],
  ['uk', LONG, 'Дощ почався рано-вранці, і ніхто в селі не був готовий до того, що він приніс із собою.', []],
  ['uk', 'Skip link', 'Посилання для переходу до основного вмісту', []],
  ['uk', 'Table of contents', 'Зміст', []],
])

describeCheck('sentences', [
  ['uk', 'One came. Two left. Three stayed. Four slept.', 'Один прийшов, двоє пішли, троє лишилися, четверо спали.', ['sentences_fewer']],
  ['uk', 'The rain came early and it stayed for all of the day', 'Дощ. Він почався рано. Він ішов увесь день', ['sentences_more']],
  ['en', 'Раз. Два. Три.', 'One, two, three.', ['sentences_fewer']],
  ['uk', 'One came. Two left.', 'Один прийшов, а двоє пішли.', []],
  ['uk', 'In 1991 Ukraine became free, as Yu. Shcherbak wrote.', 'У 1991 р. Україна стала вільною, як писав Ю. Щербак.', []],
  ['uk', 'One. Two. Three. Four. Five. Six.', 'Раз. Два. Три. Чотири — п’ять, шість.', []],
])

describeCheck('elsewhere', [
  ['uk', 'Read more', 'Читайте далі', ['translated_otherwise'], { elsewhere: ['Докладніше'] }],
  ['uk', 'Read more', 'Читати', ['translated_otherwise'], { elsewhere: ['Докладніше', 'Далі'] }],
  ['en', 'Далі', 'Next', ['translated_otherwise'], { elsewhere: ['More'] }],
  ['uk', 'Read more', 'Докладніше', [], { elsewhere: ['Докладніше'] }],
  ['uk', 'The “word”', '«Слово» - так', [], { elsewhere: ['"Слово" — так'] }],
  ['uk', 'Read more', 'Докладніше', []],
])
