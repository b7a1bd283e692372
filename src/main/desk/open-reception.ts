import type { CredentialPrints } from '../explain/credential-prints.ts'
import { openGuards, type Guards } from '../guards/open-guards.ts'
import { createReceive } from '../ingest/receive.ts'
import { providers } from '../providers/index.ts'
import { composeSampleDay } from '../providers/sample-day.ts'
import { createOfficeCertificate, type OfficeCertificate } from '../reach/office-certificate.ts'
import { createProofs, type Proofs } from '../reach/proofs.ts'
import { buildReceiver } from '../receiver/build-receiver.ts'
import { createMarks } from '../rehearsal/marks.ts'
import { createRehearsal, type Rehearsal } from '../rehearsal/rehearsal.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import type { Announcer } from './announcer.ts'
import { createListening, type Listening } from './listening.ts'
import type { Doors } from './open-doors.ts'
import type { Outside } from './open-outside.ts'
import { endpointSchemeOf, schemeOf } from './schemes.ts'
import type { SettingsCache } from './settings-cache.ts'

export interface ReceptionParts {
  readonly writer: Writer
  readonly settings: SettingsCache
  readonly vault: Vault
  readonly credentialPrints: CredentialPrints
  readonly announcer: Announcer
  readonly now: () => number
  /** False: nothing can be taken now. */
  readonly ready: () => boolean
  /** Asked when the receiver is built, because they are made after it. */
  readonly outside: () => Outside
  readonly doors: () => Doors
  readonly mostLateMs: number | undefined
}

/** What deliveries come through, and what tries that way out from here. */
export interface Reception {
  readonly guards: Guards
  readonly proofs: Proofs
  readonly officeCertificate: OfficeCertificate
  readonly listening: Listening
  readonly rehearsal: Rehearsal
}

export function openReception({
  writer,
  settings,
  vault,
  credentialPrints,
  announcer,
  now,
  ready,
  outside,
  doors,
  mostLateMs,
}: ReceptionParts): Reception {
  const marks = createMarks()
  const receive = createReceive({
    writer,
    endpointOf(provider) {
      const { secret, readable } = vault.summarize(provider)
      const scheme = endpointSchemeOf(provider, settings.provider(provider))
      return { scheme, secrets: vault.secretsFor(provider), isLocked: secret !== null && !readable }
    },
    settings: settings.settings,
    takeMark: marks.take,
    credentialPrints,
  })
  const publicUrl = (): string | null => outside().reach.publicUrl()
  const guards = openGuards({ settings: settings.settings, writer, marks, receive, publicUrl, mostLateMs })
  const proofs = createProofs(now)
  const officeCertificate = createOfficeCertificate({
    settings: settings.settings,
    now,
    onRenewal: () => void listening.renewCertificate(),
  })
  const listening: Listening = createListening((certificate) => {
    const { trustedProxies } = settings.settings()
    // It is built once everything stands, and stops before any of it is closed.
    const { google } = outside()
    return buildReceiver({
      receive,
      providers,
      ready,
      now,
      proveReach: proofs.take,
      google,
      mayRegister: doors().mayRegister,
      trustedProxies,
      certificate,
      guard: guards.parts,
      trace: guards.trace,
      doors: doors().list,
    })
  }, officeCertificate)
  listening.onChange(() => announcer.announce({ topics: ['providers', 'status', 'reach'] }))
  const rehearsal = createRehearsal({
    marks,
    providers,
    schemeOf: (provider) => schemeOf(provider, settings.provider(provider).scheme),
    secretOf: (provider) => vault.secretsFor(provider).find(({ key }) => key === 'current')?.secret ?? null,
    receiverUrl: listening.localUrl,
    fingerprint: () => listening.certificate()?.fingerprint ?? null,
    timeZone: () => settings.settings().timeZone,
    composeSampleDay,
    now,
  })
  return { guards, proofs, officeCertificate, listening, rehearsal }
}
