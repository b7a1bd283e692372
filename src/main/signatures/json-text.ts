/** `spaced` is Python's habit (`{"a": 1, "b": 2}`), `two` and `four` are indented by so many blanks. */
export type Layout = 'compact' | 'spaced' | 'two' | 'four'

/** A string with its quotes, one sign of JSON's punctuation, or anything else up to the next blank. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs
const string = /"([^"\\]*(?:\\.[^"\\]*)*)"/gs
/** Indenting what nests without end would make gigabytes of a small body. */
const deepest = 64

/**
 * The same JSON with other blanks. Each token stays as it is spelled: a number that is read and written anew would be `1` for `1.0`.
 *
 * @param text JSON: of unclosed quotes, the search for a string's end would take for ever.
 * @returns null: it nests too deep.
 */
export function layOut(text: string, layout: Layout): string | null {
  const indent = layout === 'two' ? '  ' : layout === 'four' ? '    ' : null
  const [comma, colon] = layout === 'compact' ? [',', ':'] : [', ', ': ']
  const parts: string[] = []
  let depth = 0
  let before = ''
  for (const [part] of text.matchAll(token)) {
    const closes = part === '}' || part === ']'
    if (closes) depth -= 1
    const opened = before === '{' || before === '['
    // Empty objects and arrays stay on one line, as every encoder writes them.
    if (indent !== null && before !== '' && (closes ? !opened : opened || before === ','))
      parts.push('\n', indent.repeat(Math.max(0, depth)))
    if (part === '{' || part === '[') depth += 1
    if (depth > deepest) return null
    parts.push(part === ',' ? (indent === null ? comma : ',') : part === ':' ? colon : part)
    before = part
  }
  return parts.join('')
}

/** The same JSON with what stands between the quotes of each string written anew. @param text JSON. */
export function rewriteStrings(text: string, rewrite: (inner: string) => string): string {
  return text.replace(string, (_whole, inner: string) => `"${rewrite(inner)}"`)
}
