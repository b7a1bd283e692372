import { providerIds, signingProviderIds } from '../../shared/words.ts'
import type { ProviderId, SigningProviderId, Topic } from '../../shared/words.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { Listening } from '../desk/listening.ts'
import type { SettingsCache } from '../desk/settings-cache.ts'
import type { Shell } from '../desk/shell.ts'
import type { Faults } from '../faults/open-faults.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { SecretSummary } from '../vault/vault.ts'
import { createAlertBoard } from './alert-board.ts'
import type { AlertBoard } from './alert-board.ts'
import { listConnectionConditions } from './connection-conditions.ts'
import { listDeskConditions, listPassedConditions } from './desk-conditions.ts'
import { composePresence } from './presence.ts'
import { listProviderConditions } from './provider-conditions.ts'
import { listSecretConditions } from './secret-conditions.ts'
import { composeAlertNotice } from './tell-alerts.ts'

export interface HealthParts {
  readonly store: Store
  readonly writer: Writer
  readonly settings: SettingsCache
  readonly listening: Listening
  readonly faults: Faults
  readonly announcer: Announcer
  readonly shell: Shell
  /** BCP 47, the system's. */
  readonly locale: string
  readonly now: () => number
  readonly isInUse: (provider: ProviderId) => boolean
  readonly vault: { readonly summarize: (provider: SigningProviderId) => SecretSummary }
  /** There is something to ask its API with. */
  readonly isConnected: (provider: ProviderId) => boolean
  readonly onFailure: (error: unknown) => void
}

/** After any of these something may be the matter, or may not be any more. */
const telling: readonly Topic[] = ['connections', 'reach', 'away']
/** What changes together is looked at together. */
const gatherMs = 1_000

/** Watches how it goes with receiving, and keeps the list of what is the matter. `alerts.evaluate` is to be called now and then. */
export function openHealth(parts: HealthParts): { readonly alerts: AlertBoard; start(): void; close(): Promise<void> } {
  const { store, writer, settings, listening, faults, announcer, shell, locale, now, isInUse, isConnected, onFailure, vault } = parts
  let gathering: NodeJS.Timeout | undefined
  let isWatching = false
  const alerts = createAlertBoard({
    store,
    writer,
    now,
    onUnsaved: () => announcer.announce({ topics: ['alerts'] }),
    onFailure,
    async tell(told) {
      const notice = composeAlertNotice(told, { settings: settings.settings(), systemLocale: locale, nowMs: now() })
      if (notice === null) return false
      await shell.notify(notice)
      return true
    },
  })
  alerts.watch((nowMs) => listDeskConditions({ store, receiver: listening.state, trouble: faults.store.trouble }, nowMs))
  alerts.watch((nowMs) => listPassedConditions(faults, nowMs))
  alerts.watch((nowMs) => listConnectionConditions(store.read, isConnected, nowMs))
  alerts.watch((nowMs) =>
    listProviderConditions(store.read, providerIds.filter(isInUse), { nowMs, timeZone: settings.settings().timeZone }),
  )

  alerts.watch((nowMs) => {
    const { secretReminderDays: reminderDays } = settings.settings()
    return listSecretConditions(store.read, { providers: signingProviderIds, summarize: vault.summarize, reminderDays }, nowMs)
  })

  let shown = ''
  function showPresence(): void {
    const open = alerts.list().filter(({ endedAtMs, isDismissed }) => endedAtMs === null && !isDismissed)
    const presence = composePresence(settings.settings(), { receiver: listening.state(), alerts: open.length, systemLocale: locale })
    const text = JSON.stringify(presence)
    if (text === shown) return
    shown = text
    shell.showPresence(presence).catch(onFailure)
  }

  function lookSoon(): void {
    if (isWatching) gathering ??= setTimeout(look, gatherMs).unref()
  }

  function look(): void {
    gathering = undefined
    void alerts.evaluate()
  }

  listening.onChange(() => {
    lookSoon()
    if (isWatching) showPresence()
  })
  faults.store.onChange(() => {
    announcer.announce({ topics: ['status'] })
    lookSoon()
  })
  faults.clock.onChange(lookSoon)
  const forget = writer.afterCommit(({ topics }) => {
    if (topics.some((topic) => telling.includes(topic))) lookSoon()
    if (isWatching && (topics.includes('settings') || topics.includes('alerts'))) showPresence()
  })
  return {
    alerts,
    start() {
      isWatching = true
      showPresence()
      lookSoon()
    },
    async close() {
      isWatching = false
      forget()
      clearTimeout(gathering)
      await alerts.close()
    },
  }
}
