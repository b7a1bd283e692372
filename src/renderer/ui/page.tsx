import type { ReactNode } from 'react'
import classes from './page.module.css'

/** A page: one toolbar line that begins with its name, the thing itself, and at most one drawer on the right. */
export function Page({ title, toolbar, panel, children }: { title: string; toolbar?: ReactNode; panel?: ReactNode; children: ReactNode }) {
  return (
    <main className={classes.page} aria-label={title}>
      <header className={classes.toolbar}>
        <h1 className={classes.title}>{title}</h1>
        {toolbar}
      </header>
      <div className={classes.content}>{children}</div>
      {panel}
    </main>
  )
}
