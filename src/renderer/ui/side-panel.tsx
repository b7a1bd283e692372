import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useCommandList } from '../app/commands.ts'
import { Keys } from './keys.tsx'
import classes from './page.module.css'
import { t } from './t.tsx'

export interface SidePanelProps {
  /** What it shows, for its heading. */
  title: ReactNode
  /** Its accessible name: "Delivery", "Appointment". */
  label: string
  onClose(): void
  /** Changes when the panel was asked for by key or click and should have the focus; not when rows are walked through with the arrows. */
  focusKey?: number
  children: ReactNode
}

const drawerCommands = () => [
  { id: 'close-drawer', label: t('ui.drawer.close'), group: t('ui.drawer.group'), keys: ['Escape'], keysOnly: true },
]

/** The one drawer of a page. It leaves the content usable beside it: no overlay, no focus trap; Escape closes it and gives the focus back. */
export function SidePanel({ title, label, onClose, focusKey = 0, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (focusKey > 0) panel.current?.focus()
  }, [focusKey])
  // Before it is taken out of the page: afterwards nobody could tell any more that it had the focus.
  useLayoutEffect(() => {
    const element = panel.current
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && element?.contains(document.activeElement)) before.focus()
    }
  }, [])
  useCommandList(drawerCommands, onClose)
  return (
    <aside ref={panel} className={classes.panel} aria-label={label} tabIndex={-1}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{title}</h2>
        <Tooltip
          label={
            <>
              {t('ui.close')} <Keys keys="Escape" />
            </>
          }
        >
          <ActionIcon aria-label={t('ui.drawer.closeNamed', { name: label })} onClick={onClose}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.panelBody} role="region" aria-label={t('ui.drawer.details', { name: label })} tabIndex={0}>
        {children}
      </div>
    </aside>
  )
}
