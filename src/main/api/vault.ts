import { ORPCError } from '@orpc/server'
import { VaultChoiceError } from '../vault/vault.ts'
import { openOs } from './implementer.ts'

export const vault = {
  choose: openOs.vault.choose.handler(async ({ context, input }) => {
    try {
      await context.vault.choose(input)
    } catch (error) {
      if (error instanceof VaultChoiceError) throw new ORPCError('BAD_REQUEST', { message: error.message })
      throw error
    }
    return { ok: true }
  }),

  unlock: openOs.vault.unlock.handler(async ({ context, input, errors }) => {
    if (!(await context.vault.unlock(input.passphrase))) throw errors.WRONG({ message: 'This is not the passphrase.' })
    return { ok: true }
  }),
}
