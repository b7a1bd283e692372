import { Title } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import classes from './people.module.css'

/** A part of a page, under its heading. */
export function PeopleSection({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <Title order={3} id={id} className={classes.sectionTitle}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </section>
  )
}
