/** Parameters that may be given several times, or with commas. */
const lists: readonly string[] = ['source', 'type', 'host', 'status']
const instants: readonly string[] = ['startDate', 'endDate', 'updatedSince']

/**
 * The address with its lists taken apart, and with every other name as it is: oRPC reads brackets in names as objects and lists, which are
 * not ours. What is given twice and is no list stays twice, and does not fit its schema.
 */
export function plainQuery(url: URL): URL {
  const plain = new URL(url)
  plain.search = ''
  for (const [name, value] of url.searchParams) {
    const parts = lists.includes(name) ? value.split(',') : [instants.includes(name) ? withOffset(value) : value]
    for (const part of parts) plain.searchParams.append(escaped(name), part)
  }
  return plain
}

/** In an instant a blank before its offset can only be a plus that was not percent-encoded. */
const withOffset = (text: string): string => text.replace(/ (?=\d\d:\d\d$)/, '+')

const escaped = (name: string): string => name.replaceAll(/[[\]\\]/g, (sign) => `\\${sign}`)

/** As somebody wrote it. */
export const unescaped = (name: string): string => name.replaceAll(/\\([[\]\\])/g, '$1')
