// How the parts of a page's foot announce themselves, in both languages. Each is tried on short texts only.
export const CONTACTS = /^(?:contacts?|contact us|get in touch|контакти|наші контакти|зв['’ʼ]язатися з нами|наша адреса|our address)\s*:?$/iu
export const RIGHTS = /©|\(c\) \d{4}|all rights reserved|усі права|всі права/iu
export const REACHES = /[\w.+-]+@[\w-]+\.\w|(?:^|\s)(?:tel|phone|тел|телефон|e-?mail|пошта|fax|факс)[.:]|\+?38 ?\(?0\d\d/iu
export const READ_ALSO = /^(?:read (?:also|more|next)|see also|more (?:from|articles|on)|related(?: \p{L}+)?|latest(?: \p{L}+)?|you may also like|читайте також|читати також|дивіться також|схожі (?:матеріали|статті|публікації)|інші (?:матеріали|статті|публікації)|останні (?:матеріали|статті|публікації|новини)|також на сайті)[^.]{0,30}$/iu
export const MISSION = /^(?:our mission|the mission of|mission(?: statement)?:|about (?:us|the cent(?:re|er))|наша місія|місія|місією|наша мета|про (?:нас|центр))/iu

/** A line that is only the heading of contacts or of other articles. */
export function isFootHeading(text: string): boolean {
  return text.length <= 60 && (CONTACTS.test(text) || (READ_ALSO.test(text) && text.endsWith(':')))
}
