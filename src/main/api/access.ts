import { listApiKeys } from '../store/api-keys.ts'
import { openOs } from './implementer.ts'

export const access = {
  list: openOs.access.list.handler(({ context }) =>
    listApiKeys(context.store.read).map(({ digest: _digest, ...key }) => ({ ...key, scopes: [...key.scopes] })),
  ),
  create: openOs.access.create.handler(({ context, input, errors }) => {
    if (input.expiresAtMs !== null && input.expiresAtMs <= context.now())
      throw errors.PAST({ message: 'The key would have ended already. Choose a later day.' })
    return context.access.create({ ...input, scopes: [...new Set(input.scopes)] }, context.actor())
  }),
  revoke: openOs.access.revoke.handler(async ({ context, input, errors }) => {
    if (await context.access.revoke(input.id, context.actor())) return { ok: true } as const
    throw errors.NOT_FOUND({ message: 'This key is not there, or was revoked already.' })
  }),
}
