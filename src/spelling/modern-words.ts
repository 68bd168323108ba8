// Words that any publication meets now and the dictionaries lack: without their endings' forms, which are found by rule.
const ENGLISH = `
  airpower astroturfing async autocorrect autofill autoplay backpropagation biometrics biopolitics bugfix chargeback chatbot chatroom
  checksum coloniality combinatorial counterterrorism covid coworking crowdsource cryptographic cyberattack cybersecurity datacenter
  datastore datetime dealbreaker decarbonize decolonial decommunization deminer demining denazify deoccupation deoccupied deplatform
  deprecation derussification dev devops diasporic digitalization dimensionality doxxing duration embedding esports ethnonationalism
  eurosceptic eurozone executable explainer extractivism factcheck failover failsafe fanfic fanfiction favicon financialization fintech
  formatter frontend fullscreen gameplay gamer gamification gamify gaslighting geofencing geolocate geolocation geospatial geostrategic
  grantmaking greenwashing hackathon hashrate hegemon hostname hotfix hotspot hypersonic illiberalism inaction infographic integration
  intentionality interdisciplinarity intertextuality kerning kleptocrat kleptocratic lexically lifecycle liminal liminality listicle
  livestream localisation lockdown longform lookup mansplaining matcha metanarrative microblog microcredit microgrid misgender mockup
  modularize multilateralism multipolar multipolarity natively navbar neoliberal neoliberalism neurodivergent neurodiverse neurodiversity
  nonbinary offscreen opensource oversized overfitting parser parametrize passwordless peacebuilding placemaking podcaster positionality
  posthuman prebuilt precarity preprint pretrained programmatically quadcopter queueing renderer rentier reproducibility reskilling
  revanchism revanchist rewilding rideshare rollout sandbox sanitization scalable scalability screencast screenreader securitization
  sexualize shadowban showrunner signup sociocultural spinoff sponsorship stablecoin streetscape stylesheet subdirectory subnational
  subreddit subtype telehealth telemedicine telework thinktank timezone toolkit toolset unfollow unmute unpublish upcycling uptime
  upskilling viewport vlogger voiceover walkability walkable warfighter wayfinding webhook webpage whistleblower whistleblowing wireframe`

const UKRAINIAN = `
  абʼюз абʼюзер абʼюзивний автодоповнення антивакс антропоцен апгрейд апдейт багрепорт барбершоп бекап бекдор бойовиця боул бриф бумер
  вайб валідувати вебдодаток вебзастосунок велнес відправка відкат геймплей гайд гайдлайн гіфка гострайтинг дашборд дебаг дебагер дебажити
  девайс девелопер девопс деколоніальний деплой деплоїти джун дипфейк діпфейк донат донатити доставка дронар дропдаун екофлоу ендпоінт
  закешувати задеплоїти задонатити залогінитися зарелізити івент інтерсекційність каршеринг кешбек коливінг коміт комітити конфіг косплеєр
  кравдфандинг кринж кринжовий кросплатформний кросплатформовий лайк лайкати лейбл логін логінитися логувати лонгрид маркетплейс мерж
  мержити змержити мерч месенджерний мікросервіс мітап мокап мультитаскінг нейровідмінний нейровідмінність нетворкінг онбординг одиночний
  очистка папка парсити патч патчити переносимість підстановка плагін плейлист подкастер поломка попап пранк прийом продакшн продакшен
  промпт прослуховувач ребут рерайт резильєнтність релізити релізний релокант релокація релокувати рендер рендерер рендерити рендерений
  відрендерити відрендерений рефакторинг рефакторити рілс роутинг сабредит свайп сетап скіл скриптинг скрол скролити слайдер софт спойлер
  стейблкоїн стендапер стікер стартапер стор стрім стритфуд суддівка тайтл такмед таргет тачскрін телепорт тимбілдинг тімлід тізер
  треклист тригерити файл фактчек фактчекер фактчекінг фандом фідбек фітувати фіча фішинг фішинговий флешбек форк фронтенд фулстек фудкорт
  хардскіли хактивіст хейт хейтер хейтити хешрейт хост хостити хітмейкер чарджбек чекбокс чекліст чеклист челендж шелтер юзабіліті юзер
  юзкейс`

const ABBREVIATED = `англ бл вид див дол заст зб ін ім кн крб лат моск напр нім обл пол пор прибл прим проф ред рис рос розд св сек стор табл тис укр фр франц ч шт`

export const MODERN_WORDS: Readonly<Record<string, readonly string[]>> = { en: listed(ENGLISH), uk: listed(UKRAINIAN) }

/** What Ukrainian shortens, before its full stop. */
export const SHORTENED: ReadonlySet<string> = new Set(listed(ABBREVIATED))

function listed(words: string): string[] {
  return words.trim().split(/\s+/)
}
