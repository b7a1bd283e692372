import { ORPCError } from '@orpc/server'
import { openOs } from './implementer.ts'

const nothingYet = (): never => {
  throw new ORPCError('NOT_IMPLEMENTED')
}

export const links = {
  joinable: openOs.appointments.joinable.handler(() => []),
  join: openOs.appointments.join.handler(nothingYet),
  split: openOs.appointments.split.handler(nothingYet),
}
