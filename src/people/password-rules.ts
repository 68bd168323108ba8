import type { Problem } from '../i18n/resources.ts'

const SHORTEST_PASSWORD = 12
const LONGEST_PASSWORD = 128

/** What makes a new password of this one; null when it will do. Any characters may stand in it, in any mixture (ASVS 5.0, 6.2). */
export function passwordProblem(password: string, own: readonly string[]): Problem | null {
  const length = [...password.normalize('NFC')].length
  if (length === 0) return 'required'
  if (length < SHORTEST_PASSWORD) return 'too_short'
  if (length > LONGEST_PASSWORD) return 'too_long'
  return isGuessable(password, own) ? 'guessable' : null
}

/** Among what is tried first, or a person's own name or address, whatever the case, the spaces and the numbers added. */
function isGuessable(password: string, own: readonly string[]): boolean {
  const folded = fold(password)
  const stem = folded.replace(/\p{N}/gu, '')
  const words = [...own, ...own.map((word) => word.split('@')[0] ?? ''), ...own.flatMap((word) => word.split(/\s+/))].map(fold)
  const known = new Set([...STEMS, ...words])
  return new Set(password).size < 5 || FIRST_GUESSES.has(folded) || (stem !== '' && (known.has(stem) || known.has(halfOf(stem)))) || words.includes(folded)
}

/** Letters and digits alone: «P@ss word» is tried as soon as «password». */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** `secret` of `secretsecret`; a text that is not said twice stays whole. */
function halfOf(text: string): string {
  const half = text.slice(0, text.length / 2)
  return half + half === text ? half : text
}

/** Words that, with numbers around them or said twice, make up most guessed passwords of this length. */
const STEMS = `
  password passwort passwd pass passphrase mypassword thisisapassword secret secretpassword admin administrator root user login signin guest default
  test testing temp changeme changemeplease changethis letmein letmeinplease welcome welcomeback hello helloworld iloveyou iloveyouforever ilovemyself
  loveyou sunshine princess football basketball baseball dragon monkey superman batman spiderman pokemon starwars shadow master michael jordan
  qwerty qwertyuiop qwertyuiopasdf qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertz azerty azertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm
  qazwsx qazwsxedc qazwsxedcrfv qazwsxedcrfvtgb zaqxsw poiuytrewq mnbvcxz abcdef abcdefgh abcdefghij abcdefghijkl abcdefghijklmnop
  abcdefghijklmnopqrstuvwxyz correcthorsebatterystaple trustno whatever freedom computer internet google facebook microsoft
  ukraine ukraina slavaukraini slavaukraine slavaukrayini heroyamslava kyiv lutsk zvirka translation translator editor publisher
  пароль мійпароль секрет адмін адміністратор користувач йцукен йцукенгшщзхї йцукенгшщз фівапролджє фіва ячсмить
  україна славаукраїні героямслава киів київ луцьк звірка переклад перекладач редактор видання привіт люблютебе кохаютебе
`.trim().split(/\s+/)

const FIRST_GUESSES = new Set(`
  123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 12345678910 123456789101 1234567891011 123456789101112 012345678901
  0123456789012 098765432109 0987654321098 987654321098 121212121212 123123123123 123321123321 112233445566 11223344556677 147258369147 159753159753
  102030405060 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6 q1w2e3r4t5y6u7 1qaz2wsx3edc 1qaz2wsx3edc4rfv
  zaq12wsxcde3 zaq1xsw2cde3 1qazxsw23edc 1234qwerasdf 1234qwerasdfzxcv qwer1234asdf qwer1234qwer asdf1234asdf qwe123qwe123 qwerty123qwerty
  abc123abc123 abcd1234abcd a1b2c3d4e5f6 a1s2d3f4g5h6 pssw0rd1234 pssw0rd12345 pssw0rd123456 passw0rd1234 passw0rd12345 p4ssw0rd1234
  1й2ц3у4к5е6н 1234йцукен йцу123йцу123
`.trim().split(/\s+/))
