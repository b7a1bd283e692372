/**
 * What a procedure answers to a browser: where it tells the path of a file on this machine, the address where the browser fetches it. Whatever tells
 * bit by bit is looked at bit by bit.
 *
 * @param addressOf null: no file of that browser's.
 */
export function withFileAddresses(output: unknown, addressOf: (path: string) => string | null): unknown {
  return isIterator(output) ? eachWithAddress(output, addressOf) : withAddress(output, addressOf)
}

async function* eachWithAddress(told: AsyncIterable<unknown>, addressOf: (path: string) => string | null): AsyncGenerator<unknown> {
  for await (const each of told) yield withAddress(each, addressOf)
}

function withAddress(value: unknown, addressOf: (path: string) => string | null): unknown {
  if (typeof value !== 'object' || value === null || !('path' in value) || typeof value.path !== 'string') return value
  const path = addressOf(value.path)
  return path === null ? value : { ...value, path }
}

function isIterator(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
