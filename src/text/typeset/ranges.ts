/** After these, two numbers with a hyphen are one number, or a score. */
const NAMED = new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${[
  String.raw`тел(?:ефон\p{L}{0,3})?|факс|tel(?:ephone)?|phone|fax|ISBN|ISSN|ISO|IEC|EN|ДСТУ|ДБН|ГОСТ|ТУ|№|No|Nos|наказ\p{L}{0,3}|код\p{L}{0,3}`,
  String.raw`Boeing|Боїнг\p{L}{0,3}|Airbus|Аеробус\p{L}{0,3}|рахун\p{L}{0,4}|score\p{L}?`,
].join('|')})[.:]{0,2}[ \u00a0]*$`, 'iu')
const AFTER_NUMBER_SIGN = /№[ \u00a0]*$/u

/** Do the numbers on both sides of a hyphen count from one to the other? `before`: some signs that stand before them. */
export function isRange(first: string, second: string, before: string): boolean {
  if (NAMED.test(before) || AFTER_NUMBER_SIGN.test(before)) return false
  if (first.includes(':') || second.includes(':')) return first.includes(':') && second.includes(':')
  if (isShortYear(first, second)) return true
  if (hasLeadingZero(first) || hasLeadingZero(second)) return false
  return amountOf(first) < amountOf(second)
}

/** 1939-45, 2007-08. */
function isShortYear(first: string, second: string): boolean {
  return /^[12]\d{3}$/.test(first) && /^\d\d$/.test(second) && Number(first) % 100 < Number(second)
}

function hasLeadingZero(number: string): boolean {
  return /^0\d/.test(number)
}

function amountOf(number: string): number {
  return Number(number.replace(',', '.'))
}
