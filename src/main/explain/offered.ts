import type { ArrivalHeaders } from '../signatures/signature.ts'

/** A digest of 32 bytes as it stands in a header. */
export interface OfferedDigest {
  /** Name of the header, in lower case. */
  readonly header: string
  readonly digest: Buffer
  readonly spelling: 'hex' | 'base64' | 'base64url'
  /** Such as `sha256=`, `v1=` or `v1,`; empty: none. */
  readonly label: string
}

/** A moment as it stands in a header. */
export interface OfferedTime {
  readonly text: string
  readonly isMilliseconds: boolean
}

/** What a request brings that could be a signature, whatever its headers are called. */
export interface Offered {
  readonly digests: readonly OfferedDigest[]
  readonly times: readonly OfferedTime[]
  readonly ids: readonly string[]
}

/** Headers that could hold a part of a signature. Each sender has a name of its own for it. */
const telling = /sig|hmac|hash|digest|hook|calendly|x-cal|svix|stamp|time/i
const digestPattern =
  /(?<=^|[\s,;])((?:sha-?256|v\d{1,2}|s|h|sig|signature|hmac|digest)(?:=|,|:))?([0-9a-f]{64}|[a-z0-9+/_-]{43}=?)(?=$|[\s,;])/gi
const timePattern = /(?<=^|[\s,;])(?:t|ts|timestamp)=(\d{9,17})(?=$|[\s,;])/gi
/** A stranger's headers must not make us try without end. */
const [mostDigests, mostTimes, mostIds] = [6, 3, 2]

/** @param headers as they came; masked ones hold nothing that could be read. */
export function readOffered(headers: ArrivalHeaders): Offered {
  const digests: OfferedDigest[] = []
  const times: OfferedTime[] = []
  const ids: string[] = []
  const takeTime = (text: string): void => {
    if (!times.some((time) => time.text === text)) times.push({ text, isMilliseconds: text.length > 11 })
  }
  for (const [header, given] of Object.entries(headers)) {
    if (!telling.test(header)) continue
    for (const value of [given ?? []].flat()) {
      if (/(?:^|-)id$/.test(header)) ids.push(value)
      if (/stamp|time/.test(header) && /^\d{9,17}$/.test(value)) takeTime(value)
      for (const [, text = ''] of value.matchAll(timePattern)) takeTime(text)
      for (const [, label = '', text = ''] of value.matchAll(digestPattern)) digests.push(digestOf(header, label, text))
    }
  }
  return { digests: digests.slice(0, mostDigests), times: times.slice(0, mostTimes), ids: ids.slice(0, mostIds) }
}

function digestOf(header: string, label: string, text: string): OfferedDigest {
  if (text.length === 64) return { header, label: label.toLowerCase(), digest: Buffer.from(text, 'hex'), spelling: 'hex' }
  return {
    header,
    label: label.toLowerCase(),
    digest: Buffer.from(text, 'base64'),
    spelling: /[-_]|[^=]$/.test(text) ? 'base64url' : 'base64',
  }
}

/** Names of headers that look like a signature or a key. */
export function signatureLikeHeaders(headers: ArrivalHeaders): string[] {
  return Object.keys(headers).filter((name) => /signature|hmac|digest|svix|^x-sig|api-?key|authorization/i.test(name))
}
