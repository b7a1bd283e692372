import { isUtf8 } from 'node:buffer'
import type { BodyChange } from '../../shared/explain-words.ts'
import { layOut, rewriteStrings, type Layout } from './json-text.ts'

/** Larger ones are not taken apart: no provider's body is a tenth of it, and a stranger's must not keep the desk busy. */
const largestJson = 1024 * 1024

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * What is done to bodies on their way, by proxies, relays and gateways that read and write them anew; each undone, as far as bytes tell.
 * Null: it cannot have happened to these bytes.
 */
const undoing: Readonly<Record<BodyChange, (body: Buffer) => Buffer | null>> = {
  'end-break-lost': (body) => Buffer.concat([body, Buffer.from('\n')]),
  'end-break-gained': (body) => (body.at(-1) === 0x0a ? body.subarray(0, body.at(-2) === 0x0d ? -2 : -1) : null),
  'end-crlf-lost': (body) => Buffer.concat([body, Buffer.from('\r\n')]),
  'crlf-became-lf': (body) => changed(body, (text) => text.replace(/\r?\n/g, '\r\n')),
  'lf-became-crlf': (body) => changed(body, (text) => text.replaceAll('\r\n', '\n')),
  'bom-lost': (body) => (body.subarray(0, 3).equals(byteOrderMark) ? null : Buffer.concat([byteOrderMark, body])),
  'bom-gained': (body) => (body.subarray(0, 3).equals(byteOrderMark) ? body.subarray(3) : null),
  'blanks-gained': (body) => changed(body, (text) => text.trim()),
  'was-compact': laidOut('compact'),
  'was-spaced': laidOut('spaced'),
  'was-indented': laidOut('two'),
  'was-indented-4': laidOut('four'),
  'was-escaped': respelled((text) => rewriteStrings(text, escapeBeyondAscii)),
  'was-escaped-compact': respelled((text) => layOut(rewriteStrings(text, escapeBeyondAscii), 'compact')),
  'was-escaped-spaced': respelled((text) => layOut(rewriteStrings(text, escapeBeyondAscii), 'spaced')),
  'was-unescaped': respelled((text) => rewriteStrings(text, unescapeBeyondAscii)),
  'slashes-were-escaped': respelled((text) => rewriteStrings(text, (inner) => inner.replace(/(?<!\\)\//g, String.raw`\/`))),
  'slashes-were-plain': respelled((text) => rewriteStrings(text, (inner) => inner.replaceAll(String.raw`\/`, '/'))),
  'was-latin-1': (body) => {
    if (!isUtf8(body)) return null
    const text = body.toString('utf8')
    // oxlint-disable-next-line no-control-regex -- a byte of Latin-1, whichever
    return /^[\x00-\xff]*$/.test(text) && /[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1') : null
  },
}

/** The bytes as they were before `change` was done to them; null: it cannot have been. What they say is the same, only its spelling differs. */
export function undoBodyChange(change: BodyChange, body: Buffer): Buffer | null {
  const before = body.length > largestJson ? null : undoing[change](body)
  return before === null || before.equals(body) ? null : before
}

/** The layout it had when it was signed. */
function laidOut(layout: Layout): (body: Buffer) => Buffer | null {
  return respelled((text) => layOut(text, layout))
}

/** Only of what is JSON. */
function respelled(respell: (text: string) => string | null): (body: Buffer) => Buffer | null {
  return (body) => {
    try {
      JSON.parse(body.toString('utf8'))
    } catch {
      return null
    }
    return changed(body, respell)
  }
}

function changed(body: Buffer, change: (text: string) => string | null): Buffer | null {
  const text = isUtf8(body) ? change(body.toString('utf8')) : null
  return text === null ? null : Buffer.from(text)
}

/** As Python's and PHP's encoders write it: one escape for each UTF-16 unit, in lower case. */
function escapeBeyondAscii(inner: string): string {
  // oxlint-disable-next-line no-control-regex -- ASCII is what stays
  return inner.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function unescapeBeyondAscii(inner: string): string {
  return inner.replace(/\\(?:u([0-9a-f]{4})|.)/gi, (escape, hex: string | undefined) => {
    const unit = hex === undefined ? 0 : Number.parseInt(hex, 16)
    return unit > 0x7f ? String.fromCharCode(unit) : escape
  })
}
