import { ORPCError } from '@orpc/server'
import { openOs } from './implementer.ts'

const nothingYet = (): never => {
  throw new ORPCError('NOT_IMPLEMENTED')
}

export const google = {
  get: openOs.google.get.handler(() => ({
    client: null,
    accounts: [],
    signingIn: null,
    signInProblem: null,
    push: 'no-address' as const,
    pollMinutes: 5,
    setupKey: null,
  })),
  setClient: openOs.google.setClient.handler(nothingYet),
  signIn: openOs.google.signIn.handler(nothingYet),
  cancelSignIn: openOs.google.cancelSignIn.handler(nothingYet),
  signOut: openOs.google.signOut.handler(nothingYet),
  refreshCalendars: openOs.google.refreshCalendars.handler(nothingYet),
  follow: openOs.google.follow.handler(nothingYet),
  sync: openOs.google.sync.handler(nothingYet),
  registerChannels: openOs.google.registerChannels.handler(nothingYet),
  makeSetupKey: openOs.google.makeSetupKey.handler(nothingYet),
  removeSetupKey: openOs.google.removeSetupKey.handler(nothingYet),
}
