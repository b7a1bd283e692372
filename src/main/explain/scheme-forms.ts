import type { SigningSchemeId } from '../signatures/signature.ts'
import type { KeyKind } from './secret-spellings.ts'

/** What is signed beside the body: nothing, `<time>.` or `<id>.<time>.` */
export type Prefix = 'none' | 'time' | 'id-time'

/** How a scheme writes what it signs, for saying how a signature differs from it. The schemes themselves decide what is authentic. */
export interface SchemeForm {
  /** Names of its headers, the signature's first. */
  readonly headers: readonly string[]
  /** Where the signature may stand. */
  readonly signatureHeaders: readonly string[]
  readonly prefixes: readonly Prefix[]
  readonly key: KeyKind
  readonly spelling: 'hex' | 'base64'
  readonly labels: readonly string[]
}

const bodyHeaders = ['x-smart-scheduler-signature', 'x-webhook-signature', 'x-signature', 'x-hub-signature-256']

export const schemeForms: Readonly<Record<Exclude<SigningSchemeId, 'api-key'>, SchemeForm>> = {
  'calendly-v1': hex(['calendly-webhook-signature'], ['time'], ['v1=']),
  'calendly-x-header': hex(['calendly-webhook-signature', 'x-calendly-signature'], ['time', 'none'], ['v1=', 'sha256=', '']),
  'cal-com-sha256': hex(['x-cal-signature-256'], ['none'], ['']),
  'sha256-hex': hex(bodyHeaders, ['none'], ['sha256=', '']),
  'timestamped-hex': {
    ...hex(['x-webhook-signature'], ['time'], ['v1=', 'sha256=', '']),
    headers: ['x-webhook-signature', 'x-webhook-timestamp'],
  },
  'standard-webhooks': {
    headers: ['webhook-signature', 'webhook-id', 'webhook-timestamp'],
    signatureHeaders: ['webhook-signature'],
    prefixes: ['id-time'],
    key: 'bytes',
    spelling: 'base64',
    labels: ['v1,'],
  },
}

function hex(headers: readonly string[], prefixes: readonly Prefix[], labels: readonly string[]): SchemeForm {
  return { headers, signatureHeaders: headers, prefixes, key: 'text', spelling: 'hex', labels }
}
