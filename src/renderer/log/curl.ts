import type { Delivery } from '../../shared/delivery.ts'

/** curl makes these itself, and would contradict itself with those that came. */
const madeByCurl = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding', 'expect'])

/** The desk masks values that carry a credential; what is masked has no letters left in it. */
function isMasked(value: string): boolean {
  return /[•*…]/u.test(value)
}

/**
 * The delivery as a command for a POSIX shell. Masked values become `<fill in>`: a secret neither travels to the window nor to the clipboard.
 * Null when the body was not kept whole, because another body would have another signature.
 */
export function curlCommand(delivery: Delivery, baseUrl: string): string | null {
  if (delivery.bodyTruncated || (delivery.bodyText === null && delivery.bodyBase64 === null && delivery.bodySize > 0)) return null
  const lines = [`curl -i -X ${delivery.method} ${quoted(baseUrl + delivery.path)}`]
  for (const [name, value] of delivery.headers) {
    if (madeByCurl.has(name.toLowerCase())) continue
    lines.push(`-H ${quoted(`${name}: ${isMasked(value) ? '<fill in>' : value}`)}`)
  }
  if (delivery.bodyBase64 !== null) {
    return `printf %s ${quoted(delivery.bodyBase64)} | base64 -d | ${[...lines, '--data-binary @-'].join(' \\\n  ')}`
  }
  if (delivery.bodyText) lines.push(`--data-binary ${quoted(delivery.bodyText)}`)
  return lines.join(' \\\n  ')
}

/** Single quotes keep everything as it is, except themselves. A leading @ would make curl read a file: bodies that begin so are told by stdin. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
