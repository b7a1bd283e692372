import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { desk } from '../desk/client.ts'
import { Keys } from '../ui/keys.tsx'
import { t, Words } from '../ui/t.tsx'
import { createNewest } from './newest.ts'
import { tellRefused } from './refusal.tsx'

const offeredForMs = 10_000

/** How a gesture is taken back. Rejects when it cannot be. */
type TakeBack = () => Promise<unknown>

interface Offer {
  readonly gestureId: string
  readonly takeBack: TakeBack
  readonly what: ReactNode
}

const toastOf = (gestureId: string): string => `gesture-${gestureId}`

/** This window's newest gesture, for as long as its toast stands. */
const newest = createNewest<Offer>({ show: showToast, hide: ({ gestureId }) => notifications.hide(toastOf(gestureId)) })

/** Does a gesture that offers its undoing when it is done; until then `U` waits for it. Settles as `act` does. */
export const beNewest = newest.during

/**
 * Says what was done at the desk and offers for ten seconds to take it back, by the toast's button or `U`. A newer gesture's toast
 * replaces it: one at a time, so that a morning full of arrivals does not cover the day.
 * @param gestureId unique among what this window offers
 * @param what the sentence of the toast; names in it carry `data-private`
 * @param takeBack where it is not an appointment that it was done with
 */
export function offerUndo(gestureId: string, what: ReactNode, takeBack: TakeBack = takeBackGesture(gestureId)): void {
  newest.offer({ gestureId, what, takeBack })
}

function showToast(offer: Offer): void {
  const { gestureId, what, takeBack } = offer
  notifications.show({
    id: toastOf(gestureId),
    withBorder: true,
    autoClose: offeredForMs,
    onClose: () => newest.closed(offer),
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{what}</span>
        <Button
          size="compact-xs"
          variant="default"
          flex="none"
          rightSection={<Keys keys="u" />}
          onClick={() => newest.takeThis(offer) && void undo(gestureId, what, takeBack)}
        >
          <UndoWord />
        </Button>
      </Group>
    ),
  })
}

/** Takes back what `offerUndo` offers, or what is being done at the moment. @returns false: neither, and nothing was done */
export function undoNewest(): boolean {
  const taken = newest.take()
  if (taken === null) return false
  void taken.then(async (offer) => {
    if (offer !== null) await undo(offer.gestureId, offer.what, offer.takeBack)
  })
  return true
}

/** Takes a gesture back and says so; a refusal becomes a toast. @param what what is taken back, as a sentence or a name */
export async function undo(gestureId: string, what: ReactNode, takeBack: TakeBack = takeBackGesture(gestureId)): Promise<void> {
  notifications.hide(toastOf(gestureId))
  try {
    await takeBack()
    notifications.show({
      message: <Words k="gestures.takenBack" parts={{ what: <span>{what}</span> }} />,
      autoClose: 4000,
      withBorder: true,
    })
  } catch (error) {
    tellRefused(t('gestures.undoFailed'), error)
  }
}

const takeBackGesture =
  (gestureId: string): TakeBack =>
  () =>
    desk.appointments.undo({ gestureId })

/** Looked up while it is drawn: a toast may outlive a change of the language. */
function UndoWord() {
  return t('gestures.undo')
}
