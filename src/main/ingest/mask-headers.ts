/** Whoever reads these may act as the sender. Signatures may stay: they fit this one body only, and explain a refusal. */
const credentialHeader =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|x-goog-channel-token|x-deskbell-origin)$|api-?key|secret|password|token/i

const mask = '•••'

/** Pairs of names and values in the order of arrival, fit to be kept and shown. @param rawHeaders names and values in turn. */
export function maskHeaders(rawHeaders: readonly string[]): [string, string][] {
  const headers: [string, string][] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    headers.push([name, credentialHeader.test(name) ? mask : (rawHeaders[index + 1] ?? '')])
  }
  return headers
}
