export interface Newest<Offer> {
  /** Shows it in the place of the one before. */
  offer(offer: Offer): void
  /**
   * Does what will be the newest: the one before is out of reach at once, so that nobody takes back another thing than they see done.
   * Where the act offers nothing, because it was refused or changed nothing, the one before is on offer again.
   */
  during<Done>(act: () => Promise<Done>): Promise<Done>
  /** Takes the newest off the screen, also one that is still being done. Null: there is none, and none is being done. */
  take(): Promise<Offer | null> | null
  /** Takes this one off the screen. False: it is on offer no more, and only its leaving is still seen. */
  takeThis(offer: Offer): boolean
  /** It has gone off the screen by itself, or by somebody's hand. */
  closed(offer: Offer): void
}

/**
 * Keeps one thing on offer to be taken back: the newest.
 * @param show is told of each that comes on offer
 * @param hide is told of each that is taken off the screen
 */
export function createNewest<Offer>({ show, hide }: { show(offer: Offer): void; hide(offer: Offer): void }): Newest<Offer> {
  let newest: Offer | null = null
  let underWay: Promise<Offer | null> | null = null

  function leave(): Offer | null {
    const offer = newest
    newest = null
    if (offer !== null) hide(offer)
    return offer
  }

  function put(offer: Offer): void {
    leave()
    newest = offer
    show(offer)
  }

  return {
    offer: put,
    async during(act) {
      const before = leave()
      const doing = act()
      const offered = doing.then(
        () => newest,
        () => null,
      )
      underWay = offered
      try {
        return await doing
      } finally {
        if (underWay === offered) underWay = null
        if (newest === null && before !== null) put(before)
      }
    },
    take() {
      if (underWay !== null) return underWay.then((offered) => (offered !== null && offered === newest ? leave() : null))
      const offered = leave()
      return offered === null ? null : Promise.resolve(offered)
    },
    takeThis(offer) {
      if (newest !== offer) return false
      leave()
      return true
    },
    closed(offer) {
      if (newest === offer) newest = null
    },
  }
}
