import type { Check } from '../../shared/contract/explain.ts'
import { checkNames, type CheckName, type CheckState } from '../../shared/explain-words.ts'
import { hmacSha256 } from '../signatures/hmac.ts'
import { hasHeader } from '../signatures/headers.ts'
import type { Evidence } from '../store/evidence.ts'
import { wholeBody, type Case } from './case.ts'
import { signatureLikeHeaders } from './offered.ts'
import { schemeForms } from './scheme-forms.ts'
import { keyBytes, keyObject } from './secret-spellings.ts'

/** So many characters of a digest are shown: enough to compare by eye. */
const shownOfDigest = 8

/** What is compared with, as it is set today. */
export interface CheckTerms {
  readonly ranges: number
  readonly mostBytes: number
  readonly hasTime: boolean
}

/** Everything that is looked at, in its order, with what was found when the delivery came. */
export function checksOf(given: Case, path: string, terms: CheckTerms): Check[] {
  const { evidence, scheme, headers, toleranceSeconds } = given
  const failed = failedCheck(evidence)
  const state = (check: CheckName): CheckState => stateOf(check, failed, evidence, terms)
  const contentType = [headers['content-type']].flat()[0] ?? null
  const expectedHeaders = scheme === 'api-key' ? ['authorization', 'x-api-key'] : schemeForms[scheme].headers
  return [
    { check: 'endpoint', state: state('endpoint'), path },
    { check: 'address', state: state('address'), address: evidence.remoteAddress, ranges: terms.ranges },
    { check: 'content', state: state('content'), contentType, bytes: evidence.bodySize, most: terms.mostBytes },
    {
      check: 'header-present',
      state: state('header-present'),
      headers: [...expectedHeaders],
      others: signatureLikeHeaders(headers).filter((name) => !expectedHeaders.includes(name)),
    },
    { check: 'header-read', state: state('header-read'), scheme },
    {
      check: 'clock',
      state: state('clock'),
      skewSeconds: evidence.verification.skewSeconds,
      tolerance: terms.hasTime ? toleranceSeconds : null,
    },
    { check: 'digest', state: state('digest'), ...digests(given) },
    { check: 'body', state: state('body') },
    { check: 'fields', state: state('fields'), wrong: evidence.issueCount, first: evidence.firstIssue },
  ]
}

/** The check that refused it; null: none. */
export function failedCheck({ verdict, reason, httpStatus, verification: { failure } }: Evidence): CheckName | null {
  if (verdict === 'quarantined') return 'fields'
  if (verdict !== 'rejected') return null
  if (reason === 'address') return 'address'
  if (reason === 'size' || reason === 'type') return 'content'
  if (reason === 'payload') return httpStatus === 400 ? 'body' : 'fields'
  switch (failure) {
    case 'header-missing':
    case 'not-signed':
      return 'header-present'
    case 'header-repeated':
    case 'header-malformed':
    case 'timestamp-malformed':
      return 'header-read'
    case 'too-old':
    case 'too-new':
      return 'clock'
    case 'mismatch':
    case 'secret-missing':
      return 'digest'
    case null:
    default:
      return null
  }
}

function stateOf(check: CheckName, failed: CheckName | null, evidence: Evidence, { ranges, hasTime }: CheckTerms): CheckState {
  if (check === failed) return 'failed'
  const at = checkNames.indexOf(check)
  // Of a flood, what is authentic is turned away before it is read.
  const reached =
    failed === null ? (evidence.verdict === 'rejected' ? checkNames.indexOf('digest') : checkNames.length) : checkNames.indexOf(failed)
  if (at > reached) return 'not-reached'
  if (check === 'address' && ranges === 0) return 'not-checked'
  if (check === 'clock' && !hasTime) return 'not-checked'
  const isUnlooked =
    evidence.verification.failure === 'secret-missing' && (check === 'header-present' || check === 'header-read' || check === 'clock')
  return isUnlooked ? 'not-checked' : 'passed'
}

/** The beginnings of the digest that was expected and of the one that came. */
function digests({ evidence, provider, scheme, headers, offered, secrets }: Case): { expected: string | null; received: string | null } {
  if (scheme === 'api-key') return { expected: null, received: null }
  const form = schemeForms[scheme]
  const offeredHere = offered.digests.find(({ header }) => form.signatureHeaders.includes(header)) ?? offered.digests[0]
  const received = offeredHere ? spelt(offeredHere.digest, offeredHere.spelling) : null
  const body = wholeBody(evidence)
  const current = secrets.find((secret) => secret.provider === provider && secret.age === 'current')
  const key = current && keyBytes(current.secret, form.key)
  const prefix = form.prefixes.find((each) => each === 'none' || offered.times.length > 0)
  if (body === null || !key || prefix === undefined || !form.signatureHeaders.some((name) => hasHeader(headers, name)))
    return { expected: null, received }
  const time = `${offered.times[0]?.text}.`
  const text = prefix === 'none' ? '' : prefix === 'time' ? time : `${offered.ids[0]}.${time}`
  return { expected: spelt(hmacSha256(keyObject(key), [text, body]), form.spelling), received }
}

function spelt(digest: Buffer, spelling: 'hex' | 'base64' | 'base64url'): string {
  return digest.toString(spelling).slice(0, shownOfDigest)
}
