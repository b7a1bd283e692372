import { ORPCError } from '@orpc/server'
import { openOs } from './implementer.ts'

const nothingYet = (): never => {
  throw new ORPCError('NOT_IMPLEMENTED')
}

export const connections = {
  list: openOs.connections.list.handler(() => []),
  connect: openOs.connections.connect.handler(nothingYet),
  disconnect: openOs.connections.disconnect.handler(nothingYet),
  read: openOs.connections.read.handler(nothingYet),
  setWriteBack: openOs.connections.setWriteBack.handler(nothingYet),
}
