import { describeCheck } from '../../test/check-cases.ts'

describeCheck('apostrophes, whatever their kind (P44)', [
  ['uk', 'Mint', 'М`ята росте', ['apostrophe_wrong [`] → [ʼ]']],
  ['uk', 'Five', 'П´ять і п’ять', ['apostrophe_wrong [´] → [’]']],
  ['uk', 'Object', 'Об*єкт та об"єкт', ['apostrophe_wrong [*] → [ʼ]', 'apostrophe_wrong ["] → [ʼ]']],
  ['uk', 'Five objects', "П’ять об'єктів і п’ятниця", ["apostrophes_mixed ['] → [’]"]],
  ['en', 'Це не так', "It isn't, they don’t, he can't", ['apostrophes_mixed [’] → [\']']],
  ['uk', 'Five', "П'ять об'єктів", []],
  ['uk', 'Five', 'Пʼять обʼєктів', []],
  ['uk', 'It is', '«Слово» та «діло»: 5*2, "так"', []],
  ['en', 'Це', "It's the dogs’ home", []],
])

describeCheck('quotes, straight ones among them (P44)', [
  ['uk', 'He said “no”.', 'Він каже «ні.', ['quote_loose [«]']],
  ['uk', 'He said “no”.', 'Він каже “ні”.', ['quotes_foreign [“ні”] → [«ні»]']],
  ['uk', 'He said “no”.', 'Він каже „ні“.', ['quotes_foreign [„ні“] → [«ні»]']],
  ['en', 'Він каже «ні».', 'He said «no».', ['quotes_foreign [«no»] → [“no”]']],
  ['en', 'Він каже «ні».', 'He said “no.', ['quote_loose [“]']],
  ['uk', 'She said: “I will never go there again.”', 'Вона каже, що ніколи туди не повернеться.', ['quotes_fewer']],
  ['uk', 'He said “*no*”.', 'Він каже “*ні*”.', ['quotes_foreign [“*ні*”] → [«*ні*»]']],
  ['uk', 'He said "no".', 'Він каже "ні".', []],
  ['uk', 'The so-called “view”', 'Так зване подання', []],
  ['uk', 'A 27" screen', 'Екран 27" і «назва “слово” далі»', []],
  ['en', 'Слово «так»', 'The word “yes” and ‘no’, in Ukrainian «так»', []],
  ['uk', '<a class="x">No</a>', '<a class="x">Ні</a>', []],
])

describeCheck('stops', [
  ['uk', 'He said “yes.”', 'Він каже «так.»', ['stop_inside [.»] → [».]']],
  ['uk', 'He said “yes,” and left.', 'Він каже «так,» і йде.', ['stop_inside [,»] → [»,]']],
  ['uk', 'He said “yes.”', 'Він каже «так.».', ['stop_inside [.»] → [»]']],
  ['en', 'Він каже «так».', 'He said “yes”.', ['stop_outside [”.] → [.”]']],
  ['en', 'Слово «так», а не «ні»', 'The word “yes”, not “no”', ['stop_outside [”,] → [,”]']],
  ['uk', 'He said “yes.”', 'Він каже «так». «Невже?» «Ой…»', []],
  ['uk', 'Apples etc.', 'Магазин «Яблука та ін.» відчинено', []],
  ['en', 'Він каже «так».', 'He said “yes.” Enter "a_b".', []],
  ['en', 'Він каже «так».', 'He said “yes”.', [], { stops: 'outside' }],
])

describeCheck('dashes', [
  ['uk', 'Kyiv is the capital', 'Київ - столиця', ['dash_wrong [-] → [—]']],
  ['uk', 'Kyiv is the capital', 'Київ -- столиця', ['dash_wrong [--] → [—]']],
  ['uk', 'Kyiv is the capital', 'Київ – столиця', ['dash_wrong [–] → [—]']],
  ['uk', 'In the war of 1939–1945', 'У війні 1939-1945 років', ['range_hyphen [-] → [–]']],
  ['uk', 'Kyiv is the capital', 'Київ—столиця', ['dash_glued [—] → [ — ]']],
  ['uk', 'Kyiv is the capital', 'Київ —столиця', ['dash_glued [ —] → [ — ]']],
  ['en', 'Київ — столиця', 'Kyiv - the capital', ['dash_wrong [-] → [—]']],
  ['uk', 'Kyiv - the capital', 'Київ - столиця', []],
  ['uk', 'Kyiv is the capital', 'Київ — столиця, світло-зелений, COVID-19', []],
  ['uk', 'Call 044 123-45-67', 'Телефон 044 123-45-67, ISO 9001-2015', []],
  ['en', 'Київ — столиця', 'Kyiv – the capital—so it is', []],
])

describeCheck('brackets', [
  ['uk', 'A word (here)', 'Слово (тут', ['bracket_loose [(]']],
  ['uk', 'A word (here)', 'Слово тут)', ['bracket_loose [)]']],
  ['uk', 'A word [here]', 'Слово [тут)', ['bracket_loose [[]', 'bracket_loose [)]']],
  ['uk', 'A word (here)', 'Слово (тут [і там])', []],
  ['uk', '1) one, b) two :)', '1) один, б) два :)', []],
  ['uk', 'Open ( here', 'Відкрийте ( тут', []],
])

describeCheck('spaces', [
  ['uk', 'A word', 'Два  пробіли', ['space_doubled [  ] → [ ]']],
  ['uk', 'A word', 'Слово , діло', ['space_before_sign [ ] → []']],
  ['uk', 'A word', 'Слово,діло', ['space_missing [,] → [, ]']],
  ['uk', 'A word', 'Перше речення.Друге речення', ['space_missing [.] → [. ]']],
  ['uk', 'A word', 'Слово ( тут )', ['space_inside [ ] → []', 'space_inside [ ] → []']],
  ['uk', 'A word', 'Слово\tділо', ['space_tab [\t] → [ ]']],
  ['uk', 'A word', ' Слово', ['space_at_edge [ ] → []']],
  ['en', 'Слово', 'The word . And « this', ['space_before_sign [ ] → []', 'space_inside [ ] → []']],
  ['uk', 'Words', 'Слово, діло; 3,5 кг (так) — «ні»! Ні?', []],
  ['uk', 'Files', 'Файли .env та .NET, *слово*, 10:30, пункт 1.2', []],
  ['en', 'Слово', 'Use Node.js, e.g. here: a,b and Vue.js', []],
  ['uk', 'Type %s : %s', 'Тип %s : %s', []],
])

describeCheck('ending', [
  ['uk', 'It rained.', 'Дощило', ['end_missing [о] → [о.]']],
  ['uk', 'Why did it rain?', 'Чому дощило.', ['end_differs [.] → [?]']],
  ['uk', 'There are three:', 'Їх три.', ['end_differs [.] → [:]']],
  ['uk', 'It rained for long', 'Дощило довго.', ['end_extra [.] → []']],
  ['uk', 'The **rain.**', '**Дощ**', ['end_missing [щ] → [щ.]']],
  ['en', 'Чому?', 'Because', ['end_missing [e] → [e?]']],
  ['uk', 'He said “yes.”', 'Він каже «так».', []],
  ['uk', 'In 2014.', 'У 2014 р.', []],
  ['uk', 'Wait...', 'Зачекайте…', []],
  ['uk', 'Apples, pears;', 'Яблука, груші,', [], { kind: 'list_item' }],
  ['en', '**Тип:**', '**Type**', []],
  ['uk', 'Article 9', 'Стаття 9.', [], { kind: 'heading' }],
  ['en', 'Як стати партнером?', 'Become a partner', [], { kind: 'heading' }],
  ['uk', 'How it rained.', 'Як дощило', [], { kind: 'heading' }],
  ['uk', 'Apples, pears, etc.', 'Яблука, груші тощо.', []],
  ['uk', 'Great!', 'Чудово.', []],
])

describeCheck('opening', [
  ['uk', 'The rain came.', 'дощ іде.', ['starts_small [д] → [Д]']],
  ['en', 'Дощ іде.', '“the rain came.”', ['starts_small [t] → [T]']],
  ['uk', 'He said **so**.', '*він* так каже.', ['starts_small [в] → [В]']],
  ['uk', 'The rain came.', 'Дощ іде.', []],
  ['uk', 'the rain.', 'дощ.', []],
  ['uk', 'Whereas it rained,', 'беручи до уваги, що дощило,', []],
  ['uk', 'The {name} was changed.', '{name} змінено.', []],
  ['en', 'Смартфон цієї фірми', 'iPhone of the company', []],
])

describeCheck('doubled', [
  ['uk', 'In the house', 'Він живе в в хаті', ['word_doubled [в в] → [в]']],
  ['en', 'Дім', 'See the the house', ['word_doubled [the the] → [the]']],
  ['uk', 'It is so', 'Це це так', ['word_doubled [Це це] → [Це]']],
  ['uk', 'It is here', 'Воно там там там', ['word_doubled [там там там] → [там]']],
  ['uk', 'It is very far', 'Це дуже дуже далеко, так-так', ['word_repeated [дуже дуже] → [дуже-дуже]']],
  ['en', 'Далеко', 'It is very very far', []],
  ['en', 'Увійдіть', 'Sign in in another window, hold on on the line', ['word_doubled [on on] → [on]']],
  ['en', 'Він мав це', 'He had had that that day', []],
  ['uk', 'Duran Duran plays', 'Грає Дюран Дюран', []],
  ['uk', 'Rain, rain, rain rain', 'Дощ дощ', []],
])
