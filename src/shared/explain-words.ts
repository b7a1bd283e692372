/** What a delivery is checked for, and what usually is the matter with one, as plain constants for window and desk. */

/** What is looked at of a delivery, in this order; the first that fails refuses it. */
export const checkNames = ['endpoint', 'address', 'content', 'header-present', 'header-read', 'clock', 'digest', 'body', 'fields'] as const
export type CheckName = (typeof checkNames)[number]

/** `not-reached`: one before it failed; `not-checked`: there is nothing to check, or it is not set. */
export const checkStates = ['passed', 'failed', 'not-reached', 'not-checked'] as const
export type CheckState = (typeof checkStates)[number]

/** How a sender's secret differs from the one that is set here. */
export const secretSpellings = [
  'break-after',
  'blank-after',
  'blank-before',
  'quoted',
  'unquoted',
  'trimmed',
  'prefix-missing',
  'prefix-extra',
  'upper-case',
  'lower-case',
  'base64-of-it',
  'base64-decoded',
  'hex-decoded',
  'as-text',
] as const
export type SecretSpelling = (typeof secretSpellings)[number]

/** How a signature is written other than its scheme says. */
export const signatureForms = [
  'other-header',
  'base64',
  'base64url',
  'hex',
  'label-extra',
  'label-missing',
  'milliseconds',
  'other-text',
] as const
export type SignatureForm = (typeof signatureForms)[number]

/** What happens to a body between its sender and us: named after what became of it, or after what it was. See main/signatures/body-changes.ts. */
export const bodyChanges = [
  'end-break-lost',
  'end-break-gained',
  'end-crlf-lost',
  'crlf-became-lf',
  'lf-became-crlf',
  'bom-lost',
  'bom-gained',
  'blanks-gained',
  'was-compact',
  'was-spaced',
  'was-indented',
  'was-indented-4',
  'was-escaped',
  'was-escaped-compact',
  'was-escaped-spaced',
  'was-unescaped',
  'slashes-were-escaped',
  'slashes-were-plain',
  'was-latin-1',
] as const
export type BodyChange = (typeof bodyChanges)[number]
