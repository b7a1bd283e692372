import { useEffect } from 'react'
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
