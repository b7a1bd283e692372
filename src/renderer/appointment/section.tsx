import { Title } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import classes from './appointment.module.css'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <Title order={3} id={id} className={classes.sectionTitle}>
        {title}
      </Title>
      {children}
    </section>
  )
}
