import { createHash } from 'node:crypto'

/** A strong validator of one answer: the same bytes have the same one (RFC 9110, 8.8.3). */
export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`

/** Of `If-None-Match`, where a weak one counts as well (RFC 9110, 13.1.2). */
export function isAmong(header: string | undefined, etag: string): boolean {
  return namesOf(header).some((name) => name === '*' || name.replace(/^W\//, '') === etag)
}

/** Of `If-Match`, where only a strong one counts (RFC 9110, 13.1.1). */
export function isExpected(header: string | undefined, etag: string): boolean {
  return header === undefined || namesOf(header).some((name) => name === '*' || name === etag)
}

const namesOf = (header: string | undefined): string[] => (header === undefined ? [] : header.split(',').map((name) => name.trim()))
