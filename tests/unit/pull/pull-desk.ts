import { onTestFinished } from 'vitest'
import { readInternet } from '../../../src/main/internet.ts'
import { createSettingsCache } from '../../../src/main/desk/settings-cache.ts'
import type { LogEntry } from '../../../src/main/desk/messages.ts'
import { openPull, type Pull } from '../../../src/main/pull/pull.ts'
import type { ReadOrder, ReadResult } from '../../../src/main/pull/reader.ts'
import { tokenNameOf } from '../../../src/main/pull/token-names.ts'
import { saveSettings } from '../../../src/main/store/settings.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { listAppointments } from '../../../src/main/store/appointment-lists.ts'
import { vaultRecordsOf } from '../../../src/main/vault/store-records.ts'
import { openVault } from '../../../src/main/vault/open-vault.ts'
import type { TokenProviderId } from '../../../src/shared/words.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { drawer } from '../desk/test-desk.ts'

export const OFFICE = 'https://desk.example.com'

/** Reading with a real store, a real vault and real HTTP; only the clock and where the internet is are given. */
export async function pullDesk({
  store = temporaryStore(),
  now = () => NOON,
  internet = {},
  publicUrl = () => OFFICE,
}: {
  readonly store?: ReturnType<typeof temporaryStore>
  readonly now?: () => number
  readonly internet?: Readonly<Record<string, string>>
  readonly publicUrl?: () => string | null
} = {}) {
  const writer = createWriter(store.write)
  const settings = createSettingsCache(store, writer)
  const vault = await openVault({
    records: vaultRecordsOf(store, writer, { now, actor: () => 'desk' }),
    keyring: drawer,
    vaultKey: null,
    now,
    onChange: () => undefined,
  })
  await writer.submit((db, notes) => {
    saveSettings(db, { timeZone: 'UTC' })
    notes.topic('settings')
  })
  const entries: LogEntry[] = []
  const pull: Pull = openPull({
    store,
    writer,
    settings,
    vault,
    internet: readInternet(JSON.stringify(internet)),
    publicUrl,
    requestReading: (provider, cause, span) => read(provider, { cause, span }),
    now,
    log: (entry) => entries.push(entry),
  })
  onTestFinished(async () => {
    await pull.writeBacks.close()
    await writer.close()
  })

  function read(provider: TokenProviderId, order: Partial<ReadOrder> = {}): Promise<ReadResult> {
    const reader = pull.readers.find((one) => one.provider === provider)!
    return reader.read({ cause: 'hand', span: null, signal: new AbortController().signal, ...order })
  }
  const cards = () =>
    listAppointments(store.read, {
      startMs: 0,
      endMs: 8_640_000_000_000_000,
      sources: null,
      types: null,
      statuses: null,
      hostIds: null,
      search: null,
    })
  return {
    store,
    writer,
    settings,
    vault,
    pull,
    entries,
    read,
    cards,
    giveToken: (provider: TokenProviderId, token: string) => vault.setCredential(tokenNameOf(provider), token),
  }
}
