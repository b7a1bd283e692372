import type { Explanation, Mending, Remedy } from '../../shared/contract/explain.ts'
import type { SettingsPatch } from '../../shared/settings.ts'
import { signingProviderIds, type SigningProviderId } from '../../shared/words.ts'
import type { DeskParts } from '../api/context.ts'
import { changeSettings } from '../desk/change-settings.ts'
import type { WriteDb } from '../store/db.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import { getProviderSettings, saveOlderHeader, saveProviderScheme } from '../store/settings.ts'
import { explainDelivery, type Explained } from './explain.ts'
import { acceptedHours } from './remedies.ts'
import { secretOf } from './secret-spellings.ts'

const hourMs = 3_600_000

/** `gone`: no such delivery; `not-offered`: the remedy is not, or no longer, one for it. */
export type Mended =
  | { readonly kind: 'mended'; readonly explanation: Explanation }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-offered' }

/**
 * Does one of the remedies that `explainDelivery` offers, found out anew: the window names it and nothing more, so that no secret travels.
 * Durable on return. Throws VaultClosedError where there is no place to keep a secret.
 */
export async function mend(parts: DeskParts, id: number, mending: Mending): Promise<Mended> {
  const explained = explainDelivery(parts, id)
  if (explained === null) return { kind: 'gone' }
  const remedy = explained.explanation.remedies.find((offered) => offered.remedy === mending)
  const provider = signingProviderIds.find((known) => known === explained.explanation.provider)
  if (remedy === undefined || provider === undefined || !(await apply(parts, provider, remedy, explained))) return { kind: 'not-offered' }
  const after = explainDelivery(parts, id)
  return after === null ? { kind: 'gone' } : { kind: 'mended', explanation: after.explanation }
}

/** @returns false: it cannot be done any more. */
async function apply(parts: DeskParts, provider: SigningProviderId, remedy: Remedy, { signedBy }: Explained): Promise<boolean> {
  const { vault, now } = parts
  const { guards, proxyChanges } = parts.settings.settings()
  const untilMs = now() + acceptedHours * hourMs
  switch (remedy.remedy) {
    case 'accept-older-secret':
    case 'restore-secret': {
      const retiredId = signedBy?.secret.retiredId ?? null
      if (retiredId === null) return false
      return changeSecret(() => vault.acceptRetired(provider, retiredId, remedy.remedy === 'restore-secret' ? null : untilMs))
    }
    case 'use-other-secret':
      return signedBy !== null && changeSecret(() => vault.setSecret(provider, signedBy.secret.secret, untilMs))
    case 'take-spelling': {
      const secret = signedBy && secretOf(signedBy.bytes, signedBy.key)
      if (!secret) return false
      const set = () =>
        remedy.hours === null ? vault.setSecret(provider, secret, untilMs) : vault.setPreviousSecret(provider, secret, untilMs)
      return changeSecret(set)
    }
    case 'choose-scheme':
      return changeProvider(parts, `scheme ${provider}`, provider, (db) => saveProviderScheme(db, provider, remedy.scheme))
    case 'accept-older-header':
      return changeProvider(parts, `older header ${provider}`, provider, (db) => saveOlderHeader(db, provider, true))
    case 'widen-clock':
      return change(parts, { guards: { ...guards, clockTolerance: { ...guards.clockTolerance, [provider]: remedy.seconds } } })
    case 'undo-change':
      return change(parts, { proxyChanges: { ...proxyChanges, [provider]: remedy.change } })
    case 'allow-address':
      return change(parts, { guards: { ...guards, allowList: [...guards.allowList, remedy.address] } })
    case 'raise-size':
      return change(parts, { guards: { ...guards, bodyBytes: remedy.bytes } })
    case 'paste-secret':
    case 'unlock':
    case 'check-clock':
    case 'copy-endpoint':
    case 'tell-sender':
      return false
  }
}

async function change(parts: DeskParts, patch: SettingsPatch): Promise<boolean> {
  await changeSettings(parts, patch)
  return true
}

async function changeProvider(
  { writer, actor, now }: DeskParts,
  name: string,
  provider: SigningProviderId,
  save: (db: WriteDb) => void,
): Promise<boolean> {
  await writer.submit((db, notes) => {
    const before = getProviderSettings(db, provider)
    save(db)
    insertSettingChange(db, { atMs: now(), actor: actor(), name, before, after: getProviderSettings(db, provider) })
    notes.topic('settings')
    notes.topic('providers')
  })
  return true
}

/** The vault itself keeps in the history that a secret was changed. */
async function changeSecret(set: () => Promise<boolean | void>): Promise<boolean> {
  return (await set()) !== false
}
