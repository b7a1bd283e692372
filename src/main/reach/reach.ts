import type { ReachOutcome } from '../../shared/contract/reach.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { Listening } from '../desk/listening.ts'
import type { LogEntry } from '../desk/messages.ts'
import type { SettingsCache } from '../desk/settings-cache.ts'
import type { Internet } from '../internet.ts'
import type { Writer } from '../store/writer.ts'
import type { Credential, Vault } from '../vault/vault.ts'
import { createAddressWatch } from './address-watch.ts'
import type { AddressCheck } from './address-watch.ts'
import { checkAddress } from './check.ts'
import { createListeners } from './listeners.ts'
import { loadNgrok } from './ngrok.ts'
import type { TunnelLibrary } from './ngrok.ts'
import type { Proofs } from './proofs.ts'
import { createTunnel } from './tunnel.ts'
import type { TunnelStatus } from './tunnel.ts'

export interface ReachParts {
  readonly settings: SettingsCache
  readonly writer: Writer
  readonly vault: Vault
  readonly listening: Listening
  readonly proofs: Proofs
  readonly announcer: Announcer
  readonly internet: Internet
  readonly now: () => number
  readonly log: (entry: LogEntry) => void
  readonly loadTunnel?: () => Promise<TunnelLibrary>
}

/** Under which address providers reach us, and whether they do. */
export interface Reach {
  /** Without a path, such as https://desk.example.com; null: none, or a tunnel's that is not known yet. */
  publicUrl(): string | null
  /** Called after `publicUrl` has become different, with what it is now. @returns its own unsubscribe. */
  onChange(listener: (publicUrl: string | null) => void): () => void
  /** A request to our own public address that has to come back to us; null: there is no address. One at a time. */
  check(): Promise<ReachOutcome | null>
  /** Of the present address; null: none was made of it. */
  lastCheck(): AddressCheck | null
  /** Called after each check. @returns its own unsubscribe. */
  onCheck(listener: (check: AddressCheck) => void): () => void
  tunnel(): TunnelStatus
  /** Called after each change of `tunnel`. @returns its own unsubscribe. */
  onTunnel(listener: (status: TunnelStatus) => void): () => void
  tunnelToken(): Credential | null
  /** Null: forgets it. Throws VaultClosedError. */
  setTunnelToken(token: string | null): Promise<void>
  restartTunnel(): void
  /** The receiver listens, or has failed to: opens the tunnel, and checks from now on. */
  start(): void
  /** The vault holds something else than before, or was opened. */
  vaultChanged(): void
  /** The machine woke up, or is in another network. */
  resumed(): void
  close(): Promise<void>
}

const tokenName = 'ngrok token'

export function openReach(parts: ReachParts): Reach {
  const { settings, writer, vault, listening, proofs, announcer, internet, now, log, loadTunnel = loadNgrok } = parts
  const onChange = createListeners<string | null>()
  const onTunnel = createListeners<TunnelStatus>()
  let isStarted = false
  const announce = (): void => announcer.announce({ topics: ['reach'] })

  const tunnel = createTunnel({
    load: loadTunnel,
    onChange() {
      log({ level: 'info', event: 'tunnel', state: tunnel.status().state })
      onTunnel.tell(tunnelStatus())
      announce()
      addressMayBeNew()
    },
    onFailure: (problem) => log({ level: 'error', event: 'tunnel', problem }),
  })
  const watch = createAddressWatch({
    publicUrl,
    // What does not listen, or has no way out, cannot be reached: that is told by those who know it.
    isWorthwhile: () => listening.localUrl() !== null && (settings.settings().tunnel === 'none' || tunnelStatus().state === 'up'),
    check: (url) => checkAddress(url, { proofs, via: internet.publicAddresses }),
    now,
    onCheck({ outcome, failures }) {
      announce()
      // The library may take a tunnel for open that died while the machine slept.
      if (outcome !== 'reached' && failures % 2 === 0 && tunnel.status().state === 'up') tunnel.restart()
    },
  })
  let known = publicUrl()

  function publicUrl(): string | null {
    const { publicAddress, tunnel: chosen } = settings.settings()
    return chosen === 'none' ? publicAddress : tunnelStatus().url
  }

  function tunnelStatus(): TunnelStatus {
    if (settings.settings().tunnel === 'none') return { state: 'off', problem: null, url: null }
    const { tunnelAddress } = internet
    return tunnelAddress === null ? tunnel.status() : { state: 'up', problem: null, url: tunnelAddress }
  }

  function addressMayBeNew(): void {
    const present = publicUrl()
    if (present === known) return
    known = present
    announce()
    onChange.tell(present)
    if (isStarted) watch.begin()
  }

  function wantTunnel(): void {
    const { tunnel: chosen, tunnelDomain } = settings.settings()
    const forwardTo = listening.localUrl()
    if (!isStarted) return
    const isWanted = chosen === 'ngrok' && internet.tunnelAddress === null && forwardTo !== null
    tunnel.want(isWanted ? { forwardTo, domain: tunnelDomain, token: vault.credential(tokenName)?.text ?? null } : null)
  }

  const stopHearing = [
    writer.afterCommit(({ topics }) => {
      if (!topics.includes('settings')) return
      wantTunnel()
      addressMayBeNew()
    }),
    listening.onChange(() => {
      wantTunnel()
      // Whoever came to an address came to what listened before.
      if (isStarted && listening.localUrl() !== null) watch.begin()
    }),
  ]

  return {
    publicUrl,
    onChange: onChange.add,
    check: watch.check,
    lastCheck: watch.last,
    onCheck: watch.onCheck,
    tunnel: tunnelStatus,
    onTunnel: onTunnel.add,
    tunnelToken: () => vault.credential(tokenName),
    async setTunnelToken(token) {
      if (token === null) await vault.removeCredential(tokenName)
      else await vault.setCredential(tokenName, token)
      wantTunnel()
      announce()
    },
    restartTunnel: tunnel.restart,
    start() {
      isStarted = true
      wantTunnel()
      watch.begin()
    },
    vaultChanged: wantTunnel,
    resumed: watch.begin,
    async close() {
      isStarted = false
      for (const stop of stopHearing) stop()
      watch.close()
      await tunnel.close()
    },
  }
}
