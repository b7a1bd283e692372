import { hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Settings, SettingsPatch } from '../../shared/settings.ts'
import type { DeskParts } from '../api/context.ts'
import { appointmentTypeOf } from '../ingest/type-rules.ts'
import { retypeAppointments } from '../store/appointments.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import { getSettings, saveSettings } from '../store/settings.ts'

/** Saves settings, keeps who changed what, and listens anew where the receiver is built with them. @returns all of them. */
export async function changeSettings(
  { writer, actor, now, relisten }: Pick<DeskParts, 'writer' | 'actor' | 'now' | 'relisten'>,
  patch: SettingsPatch,
): Promise<Settings> {
  const { before, after } = await writer.submit((db, notes) => {
    const before = getSettings(db)
    const after = saveSettings(db, patch)
    for (const name of Object.keys(patch) as (keyof SettingsPatch)[])
      insertSettingChange(db, { atMs: now(), actor: actor(), name, before: kept(before, name), after: kept(after, name) })
    notes.topic('settings')
    if (patch.typeRules !== undefined) {
      retypeAppointments(db, (source, details) => appointmentTypeOf(after.typeRules, source, details))
      notes.topic('appointments')
    }
    return { before, after }
  })
  if (patch.port !== undefined || !isDeepStrictEqual(listenedBy(after), listenedBy(before))) {
    await relisten(patch.port === undefined ? 'keep' : 'forget')
  }
  return after
}

/** As the history has a setting: of a picture its fingerprint, for every change, also of a word beside it, would keep it whole twice. */
function kept(settings: Settings, name: keyof SettingsPatch): unknown {
  if (name !== 'bookingPage') return settings[name]
  const { logo, ...words } = settings.bookingPage
  return { ...words, logo: logo === null ? null : pictureMark(logo) }
}

/** @param dataUrl as the setting's schema takes it. */
function pictureMark(dataUrl: string): string {
  const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
  return `${bytes.length} bytes, SHA-256 ${hash('sha256', bytes)}`
}

/** What the receiver is built with: a change counts once it listens anew. */
function listenedBy({ bindAddress, trustedProxies, tls, guards }: Settings): unknown {
  const { bodyBytes, headerBytes, headersSeconds, requestSeconds, connections } = guards
  return { bindAddress, trustedProxies, tls, bodyBytes, headerBytes, headersSeconds, requestSeconds, connections }
}
