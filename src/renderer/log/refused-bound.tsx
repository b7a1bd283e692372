import { useQuery } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'
import { formatBytes } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import classes from './checks.module.css'

/** How much is kept of what was refused, so that junk cannot fill the disk. */
export function RefusedBound() {
  const { data: usage } = useQuery({
    queryKey: [['deliveries', 'settings'], 'refused-usage'],
    queryFn: () => desk.deliveries.refusedUsage(),
  })
  if (!usage) return null
  return (
    <p className={classes.means}>
      {t('explain.kept', {
        deliveries: usage.deliveriesMost,
        bytes: formatBytes(usage.bytesMost),
        usedDeliveries: usage.deliveries,
        usedBytes: formatBytes(usage.bytes),
      })}
    </p>
  )
}
