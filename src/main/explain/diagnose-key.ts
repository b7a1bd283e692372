import { hasHeader } from '../signatures/headers.ts'
import { credentialHeaders } from './credential-prints.ts'
import { factsOf, found, type Case, type Diagnosis } from './case.ts'
import type { KnownSecret } from './known-secrets.ts'
import { spellingsOf } from './secret-spellings.ts'

/** Why an API key was refused, told by its print. Pure. */
export function diagnoseKey({ evidence, provider, headers, secrets, prints }: Case): Diagnosis {
  const header = credentialHeaders.find((name) => hasHeader(headers, name))
  if (header === undefined) return found({ code: 'not-signed', isNoSecretText: false })
  const { credentialPrint, verification } = evidence
  if (credentialPrint === null) return found({ code: 'not-kept' })
  const fits = (key: string | Buffer): boolean => prints.ofKey(key)?.equals(credentialPrint) ?? false
  const signedBy = (secret: KnownSecret, bytes: Buffer = Buffer.from(secret.secret)): Diagnosis['signedBy'] => ({
    secret,
    bytes,
    key: 'text',
  })

  const known = secrets.find(({ secret }) => fits(secret))
  if (known !== undefined) {
    const facts = factsOf(known)
    const isSet = secrets.some((other) => other.provider === provider && other.age !== 'retired')
    if (known.provider !== provider) return found({ code: 'other-secret', secret: facts }, signedBy(known))
    if (!isSet) return found({ code: 'removed-secret', secret: facts }, signedBy(known))
    if (known.age !== 'current') return found({ code: 'older-secret', secret: facts }, signedBy(known))
    if (header !== 'authorization' && header !== 'x-api-key') return found({ code: 'other-form', form: 'other-header', header })
    const isBare = verification.scheme === 'api-key' && verification.failure === 'header-malformed'
    return found(isBare ? { code: 'other-form', form: 'label-missing', header } : { code: 'fits-now' }, signedBy(known))
  }
  for (const secret of secrets.filter((each) => each.provider === provider)) {
    const spelt = spellingsOf(secret.secret, 'text').find(({ bytes }) => fits(bytes))
    if (spelt) return found({ code: 'misspelt-secret', spelling: spelt.spelling, secret: factsOf(secret) }, signedBy(secret, spelt.bytes))
  }
  return found({ code: 'unknown-secret', secrets: secrets.length, bodies: 1, isAll: true })
}
