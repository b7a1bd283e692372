import { useEffect } from 'react'
import { openPage } from '../app/navigation.ts'
import { bringUp } from '../ui/bring-up.ts'

export const publicAddressId = 'public-address'

let isAsked = false

/** Shows where the public address is set. */
export function openPublicAddress(): void {
  isAsked = true
  openPage('settings')
}

/** Scrolls to the section that was asked for, once the settings are there, and puts the focus on it. */
export function useShownPublicAddress(ready: boolean): void {
  useEffect(() => {
    if (!ready || !isAsked) return
    isAsked = false
    const section = document.getElementById(publicAddressId)
    if (section) bringUp(section)
    section?.focus({ preventScroll: true })
  }, [ready])
}
