import { useEffect } from 'react'
import { openPage } from '../app/navigation.ts'
import { bringUp } from '../ui/bring-up.ts'

/** The sections of the settings to which other places lead; each is the `id` of its `Section`. */
export type LinkedSection = 'receiver' | 'public-address' | 'guards' | 'secrets' | 'trust' | 'changes' | 'keeping' | 'backups'

let asked: LinkedSection | null = null
const listeners = new Set<() => void>()

/** Shows a section of the settings, also when they are open already. */
export function openSettings(section: LinkedSection): void {
  asked = section
  openPage('settings')
  for (const listener of listeners) listener()
}

/** Scrolls to the section that was asked for, once the settings are there, and puts the focus on it. */
export function useAskedSection(ready: boolean): void {
  useEffect(() => {
    if (!ready) return
    show()
    listeners.add(show)
    return () => void listeners.delete(show)
  }, [ready])
}

function show(): void {
  if (asked === null) return
  const section = document.getElementById(asked)
  if (section === null) return
  asked = null
  bringUp(section)
  section.focus({ preventScroll: true })
}
