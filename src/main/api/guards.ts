import { tryOut } from '../guards/try-out.ts'
import { openOs } from './implementer.ts'

export const guards = {
  tryOut: openOs.guards.tryOut.handler(({ context, input }) => tryOut(context.store.read, input, context.outside.reach.publicUrl())),
  state: openOs.guards.state.handler(({ context }) => context.guards.state()),
  watch: openOs.guards.watch.handler(({ context, signal }) => context.guards.trace.watch(signal)),
}
