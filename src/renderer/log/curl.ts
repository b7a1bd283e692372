import type { Delivery } from '../../shared/delivery.ts'

/** curl makes most of these itself and would contradict those that came; our own mark of tests and samples counts only once. */
const leftOut = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding', 'expect', 'x-deskbell-origin'])

/** What the desk puts in the place of a credential, before the delivery leaves main. */
const mask = '•••'

/**
 * The delivery as a command for a POSIX shell. Masked values become `<fill in>`: a secret neither travels to the window nor to the clipboard.
 * Null when the body was not kept whole, because another body would have another signature.
 */
export function curlCommand(delivery: Delivery, baseUrl: string): string | null {
  const { bodyText, bodyBase64, bodySize, bodyTruncated } = delivery
  const kept = bodyText !== null || bodyBase64 !== null || bodySize === 0
  // No shell can carry a zero character in an argument.
  if (!kept || bodyTruncated || bodyText?.includes('\0')) return null
  const lines = [`curl -i -X ${delivery.method} ${quoted(baseUrl + delivery.path)}`]
  for (const [name, value] of delivery.headers) {
    if (leftOut.has(name.toLowerCase())) continue
    lines.push(`-H ${quoted(`${name}: ${value === mask ? '<fill in>' : value}`)}`)
  }
  if (bodyBase64 !== null) {
    return `printf %s ${quoted(bodyBase64)} | base64 -d | ${[...lines, '--data-binary @-'].join(' \\\n  ')}`
  }
  // Not --data or --data-binary: a leading @ would make them read a file.
  if (bodyText) lines.push(`--data-raw ${quoted(bodyText)}`)
  return lines.join(' \\\n  ')
}

/** Single quotes keep everything as it is, except themselves. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
