/** JSON that may stand inside a script element: nothing in it can close the element or start a comment. */
export function jsonHtml(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
