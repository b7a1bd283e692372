import { isUtf8 } from 'node:buffer'

export type ParsedBody =
  | { readonly ok: true; readonly body: unknown }
  /** `finding` completes the sentence "The body is not JSON that can be read: …". */
  | { readonly ok: false; readonly finding: string }

/** No provider nests deeper than seven; what does is made to hurt. Unless the settings say otherwise. */
const usuallyDeepest = 32

/** The body as JSON. Its depth is bounded before it is parsed, and a member called `__proto__` does not get in. */
export function parseBody(rawBody: Buffer, deepest: number = usuallyDeepest): ParsedBody {
  if (rawBody.length === 0) return { ok: false, finding: 'it is empty' }
  if (!isUtf8(rawBody)) return { ok: false, finding: 'it is not text in UTF-8' }
  if (mayNestDeeperThan(rawBody, deepest) && nestsDeeperThan(rawBody, deepest))
    return { ok: false, finding: `it nests deeper than ${deepest} levels` }
  const text = rawBody.toString('utf8')
  try {
    return { ok: true, body: mayHoldPrototype(rawBody) ? JSON.parse(text, withoutPrototype) : JSON.parse(text) }
  } catch {
    // The runtime's own message quotes the body.
    return { ok: false, finding: 'its syntax is wrong' }
  }
}

const [quote, backslash, openObject, closeObject, openArray, closeArray] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]

/** What opens no more than so many times cannot nest deeper; nearly every body is settled by this, without a look at each byte. */
function mayNestDeeperThan(bytes: Buffer, levels: number): boolean {
  let opened = 0
  for (const opening of [openObject, openArray]) {
    for (let at = bytes.indexOf(opening); at !== -1; at = bytes.indexOf(opening, at + 1)) {
      opened += 1
      if (opened > levels) return true
    }
  }
  return false
}

function nestsDeeperThan(bytes: Buffer, levels: number): boolean {
  let depth = 0
  let inText = false
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]
    if (inText) {
      if (byte === backslash) index += 1
      else if (byte === quote) inText = false
    } else if (byte === quote) inText = true
    else if (byte === openObject || byte === openArray) {
      depth += 1
      if (depth > levels) return true
    } else if (byte === closeObject || byte === closeArray) depth -= 1
  }
  return false
}

/** Spelled out, or with escapes in it; the exact answer is left to the slower way. */
function mayHoldPrototype(bytes: Buffer): boolean {
  return bytes.includes('__proto__') || bytes.includes('\\u005f') || bytes.includes('\\u005F')
}

/** JSON.parse makes an ordinary member of it, but copying that member later would replace the copy's prototype. */
function withoutPrototype(name: string, value: unknown): unknown {
  return name === '__proto__' ? undefined : value
}
