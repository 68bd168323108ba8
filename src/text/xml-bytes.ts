/** A document whose bytes cannot be read as the encoding that it has, or says that it has. */
export class UnreadableXml extends Error {}

/** Enough for the declaration at the beginning, in which a document names its encoding. */
const BEGINNING = 256
const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/
/** With one byte a letter; what is declared to be UTF-16 and is not is UTF-8. */
const ONE_BYTE = /^(?:windows-125\d|cp125\d|iso-8859-\d{1,2}|koi8-[ru])$/i
const UNICODE = /^(?:utf-?8|us-ascii|utf-?16(?:le|be)?|ucs-2)$/i

/** The text of a document that comes in pieces. Throws `UnreadableXml`. */
export async function* decodeXml(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let beginning: Uint8Array = new Uint8Array()
  for await (const piece of pieces) {
    if (decoder) {
      yield decode(decoder, piece)
      continue
    }
    beginning = Buffer.concat([beginning, piece])
    if (beginning.length < BEGINNING) continue
    yield decode(decoder = decoderFor(beginning), beginning)
  }
  if (!decoder) yield decode(decoder = decoderFor(beginning), beginning)
  yield decode(decoder)
}

/** Without more, the end. */
function decode(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
  } catch (error) {
    throw new UnreadableXml('the bytes are not what they are said to be', { cause: error })
  }
}

function decoderFor(beginning: Uint8Array): TextDecoder {
  return new TextDecoder(encodingOf(beginning), { fatal: true })
}

function encodingOf(beginning: Uint8Array): string {
  const [first, second] = beginning
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  const declared = DECLARED.exec(new TextDecoder('latin1').decode(beginning))?.[1] ?? 'utf-8'
  if (UNICODE.test(declared)) return 'utf-8'
  if (ONE_BYTE.test(declared)) return declared.toLowerCase()
  throw new UnreadableXml(`${declared.slice(0, 40)} is no encoding that is read here`)
}
