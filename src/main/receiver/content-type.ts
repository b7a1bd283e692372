/** What a request's `Content-Type` header means for us; the header is the same over and over, so the answers are kept. */
export function createTypeCheck(alsoSendsAs: readonly string[] = []): (contentType: string | undefined) => boolean {
  const known = new Map<string, boolean>()
  return (contentType) => {
    if (contentType === undefined) return false
    let accepted = known.get(contentType)
    if (accepted === undefined) {
      accepted = isJson(contentType, alsoSendsAs)
      // Whoever invents new spellings all the time gets no memory for it.
      if (known.size < 50) known.set(contentType, accepted)
    }
    return accepted
  }
}

/** JSON is UTF-8 (RFC 8259): another charset is another content. */
function isJson(contentType: string, alsoSendsAs: readonly string[]): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase())
  if (type !== 'application/json' && !/^application\/[a-z0-9!#$&^_.-]+\+json$/.test(type) && !alsoSendsAs.includes(type)) return false
  return parameters.every((parameter) => !parameter.startsWith('charset=') || /^charset="?utf-?8"?$/.test(parameter))
}
