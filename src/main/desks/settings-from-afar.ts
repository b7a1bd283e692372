import type { Settings } from '../../shared/settings.ts'

/**
 * What an admin may set from another desk. Not: how this very door is guarded and reached, what is taken for authentic, who the person at the
 * desk itself is, and where files are written on its machine. Does not compile while a setting is missing.
 */
const settable: Readonly<Record<keyof Settings, boolean>> = {
  bindAddress: false,
  port: false,
  timeZone: true,
  firstDayOfWeek: true,
  typeRules: true,
  clinicTimestamp: true,
  language: true,
  staffName: false,
  privacy: true,
  currency: true,
  typeValues: true,
  notices: true,
  publicAddress: false,
  tunnel: false,
  tunnelDomain: false,
  trustedProxies: false,
  tls: false,
  writeBack: true,
  staysInBackground: false,
  proxyChanges: false,
  guards: false,
  keep: true,
  backup: false,
  secretReminderDays: true,
  debug: true,
  bookingPage: true,
  guide: true,
  otherDesks: false,
}

/** Those of a patch that are set at the desk itself only. */
export function settingsAtDeskOnly(patch: Readonly<Record<string, unknown>>): string[] {
  const known = new Map<string, boolean>(Object.entries(settable))
  return Object.keys(patch).filter((name) => known.get(name) === false)
}
