import { Title } from '@mantine/core'
import type { Delivery } from '../../shared/delivery.ts'
import { t } from '../ui/t.tsx'
import classes from './log.module.css'

/** The headers in the order in which they came. */
export function DeliveryHeaders({ headers }: Pick<Delivery, 'headers'>) {
  return (
    <section className={classes.section}>
      <Title order={3}>{t('log.headers')}</Title>
      <dl className={classes.headers}>
        {headers.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
