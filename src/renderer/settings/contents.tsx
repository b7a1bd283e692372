import { TableOfContents } from '@mantine/core'
import type { RefObject } from 'react'
import { bringUp } from '../ui/bring-up.ts'
import { t } from '../ui/t.tsx'
import classes from './settings.module.css'

/** What there is to set, and which of it is in sight: the page is long. */
export function Contents({ host }: { host: RefObject<HTMLElement | null> }) {
  return (
    <nav className={classes.contents} aria-label={t('settings.contents')}>
      <TableOfContents
        variant="light"
        size="sm"
        radius="sm"
        scrollSpyOptions={{ selector: '[data-contents] h2', scrollHost: host, offset: 120 }}
        getControlProps={({ data }) => ({ children: data.value, onClick: () => bringUp(data.getNode()) })}
      />
    </nav>
  )
}
