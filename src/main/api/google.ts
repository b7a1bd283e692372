import { NotSignedInError } from '../google/failure.ts'
import { findGoogleClientId } from '../store/google-accounts.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import { VaultClosedError } from '../vault/vault.ts'
import { openOs } from './implementer.ts'

const done = { ok: true } as const

export const google = {
  get: openOs.google.get.handler(({ context }) => context.outside.google.state()),

  setClient: openOs.google.setClient.handler(async ({ context, input, errors }) => {
    const before = findGoogleClientId(context.store.read)
    await orVault(context.outside.google.setClient(input.id, input.secret), errors.VAULT)
    const doing = { atMs: context.now(), actor: context.actor(), name: 'client google-calendar' }
    await context.writer.submit((db) => insertSettingChange(db, { ...doing, before, after: input.id }))
    return done
  }),

  signIn: openOs.google.signIn.handler(async ({ context, errors }) => {
    try {
      return { url: await orVault(context.outside.google.startSignIn(), errors.VAULT) }
    } catch (error) {
      throw error instanceof NotSignedInError ? errors.NO_CLIENT() : error
    }
  }),

  cancelSignIn: openOs.google.cancelSignIn.handler(({ context }) => {
    context.outside.google.cancelSignIn()
    return done
  }),

  signOut: openOs.google.signOut.handler(async ({ context, input, errors }) => {
    if (!(await context.outside.google.signOut(input.accountId))) throw errors.NOT_FOUND()
    return done
  }),

  refreshCalendars: openOs.google.refreshCalendars.handler(async ({ context, input, errors }) => {
    const outcome = await context.outside.google.refreshCalendars(input.accountId)
    if (outcome === null) throw errors.NOT_FOUND()
    if (outcome !== 'done') throw errors.FAILED({ data: { outcome } })
    return done
  }),

  follow: openOs.google.follow.handler(async ({ context, input, errors }) => {
    const { calendarId, followed, hostId } = input
    const outcome = await context.outside.google.follow(calendarId, { followed, hostId })
    if (outcome === 'unknown') throw errors.NOT_FOUND()
    if (outcome === 'through-another') throw errors.FOLLOWED_ALREADY()
    return done
  }),

  sync: openOs.google.sync.handler(async ({ context, input }) => {
    const { outcome, changed } = await context.outside.google.sync(input.calendarId, 'hand')
    return { outcome, changed }
  }),

  registerChannels: openOs.google.registerChannels.handler(async ({ context, errors }) => {
    const { push } = context.outside.google.state()
    if (push === 'no-address') throw errors.NO_ADDRESS()
    if (push === 'not-https') throw errors.NOT_HTTPS()
    const { registered, failed } = await context.outside.google.lookAfterChannels({ isAskedFor: true })
    return { registered, failed }
  }),

  makeSetupKey: openOs.google.makeSetupKey.handler(async ({ context, errors }) => ({
    key: await orVault(context.outside.google.makeSetupKey(), errors.VAULT),
  })),

  removeSetupKey: openOs.google.removeSetupKey.handler(async ({ context }) => {
    await context.outside.google.removeSetupKey()
    return done
  }),
}

/** There is no place to keep a secret yet: the window has words for that. */
async function orVault<T>(deed: Promise<T>, refusal: () => Error): Promise<T> {
  try {
    return await deed
  } catch (error) {
    throw error instanceof VaultClosedError ? refusal() : error
  }
}
