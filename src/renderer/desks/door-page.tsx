import { Title } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { t } from '../ui/t.tsx'
import classes from './desks.module.css'

/** What stands before the console: one card that tells nothing of the office. */
export function DoorPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={classes.door}>
      <div className={classes.card}>
        <p className={classes.product}>
          <IconBell size={18} aria-hidden />
          {t('desks.product')}
        </p>
        <Title order={1} mb="sm">
          {title}
        </Title>
        {children}
      </div>
    </main>
  )
}

/** For the first field: there is nothing else on the page. */
export function focus(field: HTMLInputElement | null): void {
  field?.focus()
}
