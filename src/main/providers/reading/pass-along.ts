import { cleanParagraph } from './text.ts'

const deepest = 8
const mostMembers = 200

/**
 * An object that we keep without reading it: text cleaned, deeper than eight levels or more than 200 members an object cut off,
 * `__proto__` left out. Anything but an object gives an empty one.
 */
export function passAlong(value: unknown): Record<string, unknown> {
  return isPlainObject(value) ? copyObject(value, 0) : {}
}

function copyObject(value: Record<string, unknown>, depth: number): Record<string, unknown> {
  const members = Object.entries(value)
    .filter(([name]) => name !== '__proto__')
    .slice(0, mostMembers)
    .map(([name, member]): [string, unknown] => [cleanParagraph(name, 200) ?? '', copy(member, depth + 1)])
  return Object.fromEntries(members.filter(([name, member]) => name !== '' && member !== undefined))
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanParagraph(value, 10_000) ?? ''
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (value === null || typeof value === 'boolean') return value
  if (depth > deepest) return undefined
  if (Array.isArray(value)) return value.slice(0, mostMembers).map((member: unknown) => copy(member, depth + 1) ?? null)
  return isPlainObject(value) ? copyObject(value, depth) : undefined
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
