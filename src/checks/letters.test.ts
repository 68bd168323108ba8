import { describeCheck } from '../../test/check-cases.ts'

describeCheck('scripts', [
  ['uk', 'The word is here.', 'Мобiльний гаманець', ['mixed_scripts [Мобiльний] → [Мобільний]']],
  ['uk', 'Press control.', 'Натисніть сontrol тут.', ['mixed_scripts [сontrol] → [control]']],
  ['uk', 'The PHP language', 'Мова РHP', ['mixed_scripts [РHP] → [PHP]']],
  ['uk', 'A coat', 'Пaльто тaм', ['mixed_scripts [Пaльто] → [Пальто]', 'mixed_scripts [тaм] → [там]']],
  ['uk', 'In the 15th century', 'У ХV столітті', ['mixed_scripts [ХV] → [XV]']],
  ['uk', 'Some PDFs', 'Кілька PDFів', ['two_scripts [PDFів]']],
  ['en', 'Просте слово', 'A simple wоrd', ['mixed_scripts [wоrd] → [word]']],
  ['en', 'Розмову завершено', 'The сonversation is over', ['mixed_scripts [сonversation] → [conversation]']],
  ['uk', 'The IT sector and COVID-19', 'ІТ-сектор, COVID-19 і PDF-файли', []],
  ['uk', 'Vue and TypeScript', 'Vue із TypeScript’ом, кВт·год, 5G', []],
  ['uk', 'Run `сode`', 'Запустіть `сode` на https://exаmple.org', []],
  ['uk', 'The brand', 'Марка Xата', [], { known: new Set(['xата']) }],
])

describeCheck('lone_letters', [
  ['uk', 'Bread and salt', 'Хліб i сіль', ['lone_latin [i] → [і]']],
  ['uk', 'But then it rained', 'A потім дощило', ['lone_latin [A] → [А]']],
  ['uk', 'It speaks about this', 'Мова йде o тому', ['lone_latin [o] → [о]']],
  ['uk', 'He said: a day later', 'Не день, a тиждень', ['lone_latin [a] → [а]']],
  ['uk', 'The variable x and the index i are small', 'Змінна x та індекс i тут малі', []],
  ['uk', 'Team A plays', 'Команда A грає, вітамін C, клас I', []],
  ['uk', 'Bread and salt', 'Хліб і сіль, а також `i` та i = 5', []],
  ['en', 'Хліб і сіль', 'I bake a loaf', []],
])

describeCheck('numerals', [
  ['uk', 'The 20th century', 'ХХ століття', ['cyrillic_numeral [ХХ] → [XX]']],
  ['uk', 'Chapter III', 'Розділ ІІІ', ['cyrillic_numeral [ІІІ] → [III]']],
  ['uk', 'The 19th and 20th centuries', 'ХІХ–ХХ ст.', ['cyrillic_numeral [ХІХ] → [XIX]', 'cyrillic_numeral [ХХ] → [XX]']],
  ['uk', 'The 10th century', 'Х ст.', ['cyrillic_numeral [Х] → [X]']],
  ['uk', 'The 20th century', 'XX століття', []],
  ['uk', 'And the word “AND”', 'І слово «І» тут', []],
  ['uk', 'KHARKIV AND LVIV', 'ХАРКІВ І ЛЬВІВ', []],
])

describeCheck('letters', [
  ['uk', 'The wind', 'Вэтер віє', ['foreign_letter [Вэтер]']],
  ['uk', 'An object', 'Цей объект видно', ['foreign_letter [объект]']],
  ['uk', 'Everything is on the table', 'Усё на столі', ['foreign_letter [Усё]']],
  ['uk', 'He said it was time to go home', 'Він сказав: время было очень позднее ушёл и всё.', ['foreign_passage [время было очень позднее ушёл и всё]']],
  ['uk', 'The wind', 'Вітер віє, обʼєкт видно', []],
  ['uk', 'He reads «Новый мир»', 'Він читає «Новый мир»', []],
  ['uk', 'Bykov came', 'Прийшов Быков', [], { known: new Set(['быков']) }],
  ['en', 'Об’єкт', 'Object', []],
])

describeCheck('foreign', [
  ['en', 'Він прийшов додому пізно', 'He came додому пізно.', ['cyrillic_passage [додому пізно]']],
  ['en', 'Готово', 'It is а done thing', ['cyrillic_passage [а] → [a]']],
  ['en', 'Слово і діло', 'The word і the deed', ['cyrillic_passage [і] → [i]']],
  ['uk', 'See more in the style guide.', 'Докладніше in the style guide тут.', ['untranslated [in the style guide]']],
  ['uk', 'The end.', 'Кінець and they lived happily.', ['latin_passage [and they lived happily]']],
  ['en', 'Це хата', 'This is a house (хата), «хата»', []],
  ['uk', 'The New York Times wrote', 'The New York Times Magazine пише', []],
  ['uk', 'Type fix: mend the old code here', 'Наберіть _fix: mend the old code here_', []],
  ['en', 'Київ', 'Kyiv', []],
])

describeCheck('hidden', [
  ['uk', 'The word', 'Сло\u200bво', ['hidden_sign [\u200b] → []']],
  ['uk', 'The word', 'Сло\u00adво тут', ['hidden_sign [\u00ad] → []']],
  ['uk', 'The word', 'Слово\u202eтут', ['hidden_turning [\u202e] → []']],
  ['uk', 'The word', 'Слово\u0007 тут', ['hidden_control [\u0007] → []']],
  ['uk', 'The word', 'Слово \ufffd тут', ['unreadable [\ufffd]']],
  ['uk', 'The word', 'Слово Ð°Ñ\u2026 тут', ['mojibake [Ð°Ñ…]']],
  ['en', 'Слово', 'It isnâ€™t here', ['mojibake [â€™]']],
  ['uk', 'The word', 'Сло\u00a0во, рядок\nдругий 👩‍🌾', []],
  ['uk', 'The word', 'РС РСФСР «СССР» РР', []],
  ['en', 'Назва', 'Malmö, Ðà, naïve, São', []],
])
