import { useEffect } from 'react'
import type { SigningProviderId } from '../../shared/words.ts'
import { forgetAsked, useAsked } from '../connections/ask.ts'
import { bringUp } from '../ui/bring-up.ts'

/** Scrolls to the card that was asked for, once the cards are there, and puts the focus on its name. */
export function useShownCard(ready: boolean): void {
  const asked = useAsked()
  const provider = asked?.what === 'show' && ready ? asked.provider : null
  useEffect(() => {
    if (provider === null) return
    const heading = document.getElementById(`provider-${provider}`)
    const card = heading?.closest('section')
    if (card) bringUp(card)
    heading?.focus({ preventScroll: true })
    forgetAsked()
  }, [provider])
}

/** Brings a card up, and opens the form that replaces its secret, when that was asked for. */
export function useAskedToReplace(provider: SigningProviderId, onAsked: () => void): void {
  const asked = useAsked()
  const isAsked = asked?.what === 'replace-secret' && asked.provider === provider
  useEffect(() => {
    if (!isAsked) return
    const card = document.getElementById(`provider-${provider}`)?.closest('section')
    if (card) bringUp(card)
    onAsked()
    forgetAsked()
    // oxlint-disable-next-line react/exhaustive-deps -- asked once, whichever function of the card there is by then
  }, [isAsked, provider])
}
