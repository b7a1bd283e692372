import type { BulkTryOut } from '../../shared/contract/replays.ts'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { desk } from '../desk/client.ts'
import { useReadLogAnew } from '../log/use-log.ts'
import { addToBulk, type BulkSum } from './bulk-sum.ts'
import { BulkDoing } from './bulk-doing.tsx'
import { BulkTrying } from './bulk-trying.tsx'
import { useRun } from './use-run.ts'

/** First a dry run that counts, then the doing of it, with progress; it can be stopped between any two. */
export function Bulk({ filter, onClose }: { filter: DeliveryFilter; onClose(): void }) {
  const doing = useRun<BulkSum>()
  const readLogAnew = useReadLogAnew()
  const close = (): void => {
    readLogAnew()
    onClose()
  }
  if (doing.run.state !== 'waiting') return <BulkDoing run={doing.run} onStop={doing.stop} onClose={close} />
  const apply = ({ upToId }: BulkTryOut, reason: string): void =>
    doing.start((signal) => desk.deliveries.bulkReplay({ filter, upToId, reason }, { signal }), addToBulk)
  return <BulkTrying filter={filter} onApply={apply} onClose={onClose} />
}
