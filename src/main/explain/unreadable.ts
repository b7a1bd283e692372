import type { Finding } from '../../shared/contract/explain.ts'
import { singleHeader } from '../signatures/headers.ts'
import type { ArrivalHeaders } from '../signatures/signature.ts'
import type { Offered } from './offered.ts'
import type { SchemeForm } from './scheme-forms.ts'

/** What Cal.com sends where its webhook has no secret: signatures/cal-com-sha256.ts. */
const noSecretText = 'no-secret-provided'
/** Hex digits that other algorithms give: MD5, SHA-1, SHA-224, SHA-384, SHA-512. */
const otherLengths = new Set([32, 40, 56, 96, 128])

/** What is the matter with the headers themselves; null: they can be read. */
export function unreadableFinding(headers: ArrivalHeaders, offered: Offered, form: SchemeForm): Finding | null {
  const header = form.signatureHeaders.find((name) => singleHeader(headers, name).failure !== 'header-missing')
  if (header === undefined) return offered.digests.length === 0 ? { code: 'not-signed', isNoSecretText: false } : null
  const value = (singleHeader(headers, header).value ?? '').trim()
  if (value === '') return { code: 'unreadable', header, because: 'empty' }
  if (value === noSecretText) return { code: 'not-signed', isNoSecretText: true }
  if (!offered.digests.some((digest) => digest.header === header)) return { code: 'unreadable', header, because: shapeOf(value) }
  const needsTime = !form.prefixes.includes('none')
  if (needsTime && offered.times.length === 0) return { code: 'time-unreadable' }
  return null
}

function shapeOf(value: string): 'algorithm' | 'cut' | 'other' {
  const digits = /[0-9a-f]{16,}/i.exec(value)?.[0] ?? ''
  if (otherLengths.has(digits.length) || /sha-?1=|sha-?512=|md5=/i.test(value)) return 'algorithm'
  return digits.length > 0 && digits.length < 64 ? 'cut' : 'other'
}
