import { ORPCError } from '@orpc/server'
import type { ProviderCard } from '../../shared/contract.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { choosableSchemes, signingProviderIds } from '../../shared/words.ts'
import { hostOf } from '../desk/listening.ts'
import { refuseSecret, schemeOf } from '../desk/schemes.ts'
import { providers as registry } from '../providers/index.ts'
import { RehearsalError } from '../rehearsal/rehearsal.ts'
import { isPrintedSecret } from '../signatures/printed-secrets.ts'
import { getProviderActivity } from '../store/counts.ts'
import { listSecrets } from '../store/secrets.ts'
import { findPreviousUse } from '../store/secret-use.ts'
import { changeProviderSettings } from '../store/setting-changes.ts'
import { saveOlderHeader, saveProviderScheme } from '../store/settings.ts'
import { VaultClosedError } from '../vault/vault.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'

const hourMs = 3_600_000
const lately = 24 * hourMs
/** After it was replaced, a secret counts no longer than so. */
const longestOverlapMs = 72 * hourMs

export const providers = {
  list: openOs.providers.list.handler(({ context }) => signingProviderIds.map((provider) => cardOf(context, provider))),

  setSecret: openOs.providers.setSecret.handler(async ({ context, input: { provider, secret, overlapHours }, errors }) => {
    const refusal = refuseSecret(provider, context.settings.provider(provider).scheme, secret)
    if (refusal !== null && isPrintedSecret(secret)) throw errors.PRINTED({ message: refusal })
    if (refusal !== null) throw errors.INVALID({ message: refusal, data: { message: refusal } })
    try {
      await context.vault.setSecret(provider, secret, overlapHours === 0 ? null : context.now() + overlapHours * hourMs)
    } catch (error) {
      if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
      throw error
    }
    return { ok: true }
  }),

  removeSecret: openOs.providers.removeSecret.handler(async ({ context, input }) => {
    await context.vault.removeSecret(input.provider)
    return { ok: true }
  }),

  removePreviousSecret: openOs.providers.removePreviousSecret.handler(async ({ context, input }) => {
    await context.vault.removePreviousSecret(input.provider)
    return { ok: true }
  }),

  prolongPreviousSecret: openOs.providers.prolongPreviousSecret.handler(async ({ context, input: { provider, hours }, errors }) => {
    const { vault } = context
    const { secret, previousSecret } = vault.summarize(provider)
    const previous = vault.secretsFor(provider).find(({ key }) => key === 'previous')
    if (secret === null || previousSecret === null || previous === undefined)
      throw errors.GONE({ message: 'The previous secret does not count any more.' })
    const untilMs = Math.min(previousSecret.untilMs + hours * hourMs, secret.setAtMs + longestOverlapMs)
    if (untilMs <= previousSecret.untilMs) throw errors.LATE({ message: 'It counts until 72 hours after it was replaced, and no longer.' })
    await vault.setPreviousSecret(provider, previous.secret, untilMs)
    return { untilMs }
  }),

  setScheme: openOs.providers.setScheme.handler(async ({ context, input: { provider, scheme } }) => {
    if (!isChoosable(provider)) {
      throw new ORPCError('BAD_REQUEST', { message: `${registry[provider].name} signs in its own way; there is nothing to choose.` })
    }
    await context.writer.submit((db, notes) => {
      const doing = { atMs: context.now(), actor: context.actor(), name: `scheme ${provider}`, provider }
      changeProviderSettings(db, doing, () => saveProviderScheme(db, provider, scheme))
      notes.topic('settings')
      notes.topic('providers')
    })
    return { ok: true }
  }),

  setOlderHeader: openOs.providers.setOlderHeader.handler(async ({ context, input }) => {
    await context.writer.submit((db, notes) => {
      const doing = { atMs: context.now(), actor: context.actor(), name: 'older header calendly', provider: 'calendly' } as const
      changeProviderSettings(db, doing, () => saveOlderHeader(db, 'calendly', input.accepted))
      notes.topic('settings')
      notes.topic('providers')
    })
    return { ok: true }
  }),

  sendTest: openOs.providers.sendTest.handler(async ({ context, input, errors }) => {
    try {
      return await context.rehearsal.sendTest(input.provider, input.event)
    } catch (error) {
      if (!(error instanceof RehearsalError)) throw error
      if (error.code === 'CLOSED') throw errors.CLOSED({ message: error.message })
      if (error.code === 'NOT_RECEIVING') throw errors.NOT_RECEIVING({ message: error.message })
      throw new ORPCError('BAD_REQUEST', { message: error.message })
    }
  }),
}

function isChoosable(provider: SigningProviderId): boolean {
  const choosable: readonly string[] = choosableSchemes
  return registry[provider].schemes.every((scheme) => choosable.includes(scheme))
}

function cardOf({ store: { read }, settings, vault, listening, now }: DeskParts, provider: SigningProviderId): ProviderCard {
  const { name, paths, testEvents } = registry[provider]
  const { scheme, olderHeader } = settings.provider(provider)
  const [path, ...otherPaths] = paths
  const { secret, previousSecret, readable } = vault.summarize(provider)
  const previousRow = listSecrets(read).find((row) => row.provider === provider && row.slot === 'previous')
  const use = secret && previousSecret ? findPreviousUse(read, provider, secret.setAtMs, now()) : null
  const { bindAddress, port } = settings.settings()
  const base = listening.localUrl() ?? `http://${hostOf(bindAddress)}:${port}`
  return {
    id: provider,
    name,
    url: `${base}${path}`,
    otherPaths,
    scheme: schemeOf(provider, scheme).id,
    choosable: isChoosable(provider),
    olderHeader: provider === 'calendly' ? olderHeader : null,
    secret,
    previousSecret: previousSecret && {
      ...previousSecret,
      latestUntilMs: Math.max(previousSecret.untilMs, (secret?.setAtMs ?? 0) + longestOverlapMs),
      lastUsedAtMs: use?.lastAtMs ?? previousRow?.lastUsedAtMs ?? null,
      usedLastHour: use?.lastHour ?? 0,
    },
    closedBecause: closedBecause(secret !== null, readable, vault.secretsFor(provider)),
    ...getProviderActivity(read, provider, now() - lately),
    testEvents: [...testEvents],
  }
}

function closedBecause(
  isSet: boolean,
  readable: boolean,
  usable: ReturnType<DeskParts['vault']['secretsFor']>,
): ProviderCard['closedBecause'] {
  if (!isSet) return 'no-secret'
  if (!readable) return 'vault'
  // A secret that was fine when it was set may have been printed since.
  return usable.every(({ secret }) => isPrintedSecret(secret)) ? 'printed-secret' : null
}
