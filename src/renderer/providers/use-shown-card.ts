import { useEffect } from 'react'
import { forgetAsked, useAsked } from '../connections/ask.ts'

/** Scrolls to the card that was asked for, once the cards are there, and puts the focus on its name. */
export function useShownCard(ready: boolean): void {
  const asked = useAsked()
  const provider = asked?.what === 'show' && ready ? asked.provider : null
  useEffect(() => {
    if (provider === null) return
    const heading = document.getElementById(`provider-${provider}`)
    if (heading) bringUp(heading)
    heading?.focus({ preventScroll: true })
    forgetAsked()
  }, [provider])
}

/** Moves nothing but the page's own region: `scrollIntoView` would move the window's frame as well. */
function bringUp(heading: HTMLElement): void {
  const card = heading.closest('section')
  const region = card?.parentElement?.closest('[role="region"]')
  if (!card || !region) return
  region.scrollTop += card.getBoundingClientRect().top - region.getBoundingClientRect().top - 12
}
