import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract.ts'
import type { ApiContext } from './context.ts'

/** For procedures that answer even when the store could not be opened. */
export const os = implement(contract).$context<ApiContext>()

/** For all others: they get the open desk's parts, or are refused with the sentence that says what is the matter. */
export const openOs = os.use(({ context, next }) => {
  if (context.desk.kind === 'closed') throw new ORPCError('STORE_CLOSED', { status: 503, message: context.desk.problem.message })
  return next({ context: context.desk.parts })
})
