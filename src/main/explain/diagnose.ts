import type { Finding } from '../../shared/contract/explain.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { providers } from '../providers/index.ts'
import { singleHeader } from '../signatures/headers.ts'
import type { ArrivalHeaders, SigningSchemeId } from '../signatures/signature.ts'
import { factsOf, found, wholeBody, type Case, type Diagnosis } from './case.ts'
import { diagnoseKey } from './diagnose-key.ts'
import { schemeForms, type SchemeForm } from './scheme-forms.ts'
import { searchMatch, type Match } from './search.ts'
import { unreadableFinding } from './unreadable.ts'

/** What is looked for where an API key is expected and something was signed instead. */
const anyForm = schemeForms['sha256-hex']

/** Why a signature, or an API key, was refused. Pure. */
export function diagnose(given: Case): Diagnosis {
  const { evidence, provider, scheme, secrets, offered, headers } = given
  const isKey = scheme === 'api-key'
  const form = isKey ? anyForm : schemeForms[scheme]
  const repeated = repeatedHeader(headers, isKey ? ['authorization', 'x-api-key'] : form.headers)
  if (repeated !== null) return found(repeated)
  const asKey = diagnoseKey(given)
  const body = wholeBody(evidence)
  const search = body === null ? null : searchMatch(offered, body, secrets, provider, form)
  const match = search?.match ?? null
  // As the scheme that is set would have to be given it.
  const signedBy = match && { secret: match.secret, bytes: match.keyBytes, key: form.key }
  if (isKey) {
    const signedAs = match?.secret.provider === provider ? fittingScheme(match, provider) : null
    return signedAs === null || asKey.finding.code !== 'not-signed' ? asKey : found({ code: 'other-scheme', scheme: signedAs }, signedBy)
  }
  if (!secrets.some((secret) => secret.provider === provider && secret.age !== 'retired')) return found(withoutSecret(match), signedBy)

  const deviation = match && deviationOf(match, provider, form)
  const clock = clockFinding(given, match === null ? (body === null ? null : false) : deviation === null)
  if (clock !== null) return found(clock, signedBy)
  if (match !== null) return found(deviation ?? { code: 'fits-now' }, signedBy)

  if (providers[provider].schemes.includes('api-key') && asKey.signedBy?.secret.provider === provider)
    return found({ code: 'other-scheme', scheme: 'api-key' }, asKey.signedBy)
  const elsewhere = otherProvider(headers, provider)
  if (elsewhere !== null) return found({ code: 'other-provider', provider: elsewhere, fits: false })
  const unreadable = unreadableFinding(headers, offered, form)
  if (unreadable !== null) return found(unreadable)
  if (search === null) return found({ code: 'not-kept' })
  const { secretsTried, bodiesTried, isAll } = search
  return found({ code: 'unknown-secret', secrets: secretsTried, bodies: bodiesTried, isAll })
}

function withoutSecret(match: Match | null): Finding {
  if (match === null || match.spelling !== null) return { code: 'no-secret' }
  const secret = factsOf(match.secret)
  return match.secret.age === 'retired' ? { code: 'removed-secret', secret } : { code: 'other-secret', secret }
}

/** @param fits apart from the clock; null: not to be told. */
function clockFinding({ evidence, today, toleranceSeconds }: Case, fits: boolean | null): Finding | null {
  const { failure, skewSeconds } = evidence.verification
  const isLate = failure === 'too-old' || failure === 'too-new'
  const skew = today?.skewSeconds ?? skewSeconds
  if (!isLate || skew === null) return null
  return { code: 'clock', skewSeconds: skew, toleranceSeconds, fits }
}

/** What differs between the match and what is set here; null: nothing. One thing, what has to be mended first. */
function deviationOf(match: Match, provider: SigningProviderId, form: SchemeForm): Finding | null {
  const { secret, spelling, digest, body } = match
  if (secret.provider !== provider) {
    const isTheirs = !form.signatureHeaders.includes(digest.header) && fittingScheme(match, secret.provider) !== null
    if (isTheirs) return { code: 'other-provider', provider: secret.provider, fits: true }
    return { code: 'other-secret', secret: factsOf(secret) }
  }
  if (spelling !== null) return { code: 'misspelt-secret', spelling, secret: factsOf(secret) }
  if (secret.age !== 'current') return { code: 'older-secret', secret: factsOf(secret) }
  if (!fitsForm(match, form)) {
    const scheme = fittingScheme(match, provider)
    if (scheme !== null) return { code: 'other-scheme', scheme }
    const isKeyed = match.key !== form.key && fitsForm({ ...match, key: form.key }, form)
    if (isKeyed) return { code: 'misspelt-secret', spelling: form.key === 'bytes' ? 'as-text' : 'base64-decoded', secret: factsOf(secret) }
    return { code: 'other-form', form: differingForm(match, form), header: digest.header }
  }
  if (body === null) return null
  return body === 'empty' ? { code: 'body-left-out' } : { code: 'body-changed', change: body }
}

/** The scheme of a provider in whose form the signature is written exactly; null: none. */
function fittingScheme(match: Match, provider: SigningProviderId): SigningSchemeId | null {
  return providers[provider].schemes.find((id) => id !== 'api-key' && fitsForm(match, schemeForms[id])) ?? null
}

function fitsForm({ digest, prefix, key, time }: Match, form: SchemeForm): boolean {
  return (
    form.prefixes.includes(prefix) &&
    key === form.key &&
    form.signatureHeaders.includes(digest.header) &&
    form.spelling === digest.spelling &&
    form.labels.includes(digest.label) &&
    !time?.isMilliseconds
  )
}

function differingForm({ digest, prefix, key, time }: Match, form: SchemeForm): Extract<Finding, { code: 'other-form' }>['form'] {
  if (!form.prefixes.includes(prefix) || key !== form.key) return 'other-text'
  if (time?.isMilliseconds) return 'milliseconds'
  if (digest.spelling !== form.spelling) return digest.spelling
  if (!form.signatureHeaders.includes(digest.header)) return 'other-header'
  return digest.label === '' ? 'label-missing' : 'label-extra'
}

function repeatedHeader(headers: ArrivalHeaders, names: readonly string[]): Finding | null {
  const name = names.find((each) => singleHeader(headers, each).failure === 'header-repeated')
  if (name === undefined) return null
  return { code: 'header-repeated', header: name, isSame: new Set([headers[name] ?? []].flat()).size === 1 }
}

/** Whose signature's header it carries, where that is nobody else's. */
function otherProvider(headers: ArrivalHeaders, provider: SigningProviderId): SigningProviderId | null {
  if (provider !== 'calendly' && headers['calendly-webhook-signature'] !== undefined) return 'calendly'
  if (provider !== 'cal-com' && headers['x-cal-signature-256'] !== undefined) return 'cal-com'
  return null
}
