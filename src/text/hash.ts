import { hash } from 'node:crypto'

/** SHA-256 (64 hexadecimal digits) of the NFC text alone, in UTF-8: what "the same text" means everywhere. */
export function textHash(text: string): string {
  return hash('sha256', text.normalize('NFC'), 'hex')
}
