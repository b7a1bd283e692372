import { join } from 'node:path'
import { createAccess, hasScope, type Access } from '../access/access.ts'
import { oauthDoor } from '../access/oauth-door.ts'
import type { DeskParts } from '../api/context.ts'
import { openBooking } from '../booking/open-booking.ts'
import { desksConditions } from '../desks/conditions.ts'
import { openDesks, type Desks } from '../desks/desks.ts'
import { deskDoor } from '../desks/door.ts'
import { createBrowserFiles } from '../desks/files.ts'
import { docsDoor } from '../docs/docs-door.ts'
import type { Faults } from '../faults/open-faults.ts'
import { feedsDoor } from '../feeds/door.ts'
import { createFeeds, type Feeds } from '../feeds/feeds.ts'
import { createFeedWriter, type FeedWriter } from '../feeds/write-feed.ts'
import { outboundConditions } from '../outbound/conditions.ts'
import type { HandOn } from '../outbound/hand-on.ts'
import { openOutbound, type Outbound, type OutboundParts } from '../outbound/outbound.ts'
import type { Door } from '../receiver/door.ts'
import { restDoor } from '../rest/door.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { ScryptCost } from '../vault/seal.ts'
import type { Vault } from '../vault/vault.ts'
import type { Announcer } from './announcer.ts'
import { describeError } from './describe-error.ts'
import type { Listening } from './listening.ts'
import type { LogEntry } from './messages.ts'
import type { Outside } from './open-outside.ts'
import type { SettingsCache } from './settings-cache.ts'
import type { Shell } from './shell.ts'

export interface DoorsParts {
  readonly version: string
  readonly isSandbox: boolean
  readonly dataDir: string
  readonly locale: string
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  readonly settings: SettingsCache
  readonly announcer: Announcer
  readonly shell: Shell
  readonly faults: Faults
  readonly outside: Outside
  readonly listening: Listening
  readonly handOn: HandOn
  /** The desk's own; asked when somebody calls, because they are made after the doors. */
  readonly parts: () => DeskParts
  readonly actor: () => string
  readonly now: () => number
  readonly log: (entry: LogEntry) => void
  /** Where the window's page lies as it was built; null: nowhere. */
  readonly pageFolder: string | null
  readonly passwordCost: ScryptCost | undefined
  readonly toOutside: Pick<OutboundParts, 'resolve' | 'timeouts' | 'random'>
}

/** Whoever comes in beside the providers, and what goes out by itself. */
export interface Doors {
  readonly access: Access
  readonly feeds: Feeds
  readonly feedWriter: FeedWriter
  readonly desks: Desks
  readonly outbound: Outbound
  /** For the receiver, which is built anew with some settings. */
  readonly list: readonly Door[]
  /** True: with this header somebody may register channels. */
  mayRegister(authorization: string | undefined): boolean
  /** After the receiver was closed, before the writer is. */
  close(): Promise<void>
}

export function openDoors(given: DoorsParts): Doors {
  const { version, isSandbox, store, writer, vault, announcer, shell, faults, outside, listening, handOn, now, log } = given
  const settings = given.settings.settings
  const { publicUrl } = outside.reach
  const onFailure = (event: string) => (error: unknown) => log({ level: 'error', event, ...describeError(error) })

  const access = createAccess({ store, writer, now, onFailure: onFailure('access') })
  const rest = restDoor({
    access,
    context: () => ({ version, isSandbox, announcer, shell, windowId: 0, desk: { kind: 'open', parts: given.parts() } }),
    log,
  })

  const feeds = createFeeds({ store, writer, vault, now, onFailure: onFailure('feeds') })
  const feedWriter = createFeedWriter({ store, writer, settings, locale: given.locale, now })

  const desks = openDesks({
    store,
    writer,
    now,
    settings,
    listening,
    publicUrl,
    deskName: given.actor,
    onFailure: onFailure('desks'),
    passwordCost: given.passwordCost,
  })
  const files = createBrowserFiles(join(given.dataDir, 'desk-files'))
  const otherDesks = deskDoor({
    version,
    isSandbox,
    announcer,
    parts: given.parts,
    desks,
    isOn: () => settings().otherDesks,
    names: () => ({ hosts: settings().guards.hosts, publicUrl: publicUrl(), certificate: listening.certificate() }),
    store,
    writer,
    now,
    files,
    pageFolder: given.pageFolder,
    log,
  })

  const outbound = openOutbound({
    store,
    writer,
    vault,
    handOn,
    version,
    own: () => ({ port: listening.place()?.port ?? null, publicUrl: publicUrl() }),
    now,
    onFailure: onFailure('outbound'),
    ...given.toOutside,
  })
  outside.alerts.watch(() => outboundConditions(store.read))
  outside.alerts.watch((nowMs) => desksConditions({ attempts: desks.attempts, isOn: settings().otherDesks }, nowMs))
  faults.clock.onChange(() => void outbound.look())

  return {
    access,
    feeds,
    feedWriter,
    desks,
    outbound,
    list: [
      docsDoor({ version, settings, publicUrl }),
      rest,
      oauthDoor(access),
      otherDesks,
      feedsDoor({ feeds, feedWriter }),
      openBooking({ store, writer, vault, settings, publicUrl, now, onFailure: onFailure('booking-page') }),
    ],
    mayRegister: (authorization) => hasScope(access.authenticate(authorization), 'setup'),
    async close() {
      await files.close()
      await outbound.close()
    },
  }
}
