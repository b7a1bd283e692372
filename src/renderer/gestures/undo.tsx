import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { desk } from '../desk/client.ts'
import { Keys } from '../ui/keys.tsx'
import { t, Words } from '../ui/t.tsx'
import { tellRefused } from './refusal.tsx'

const offeredForMs = 10_000

/** How a gesture is taken back. Rejects when it cannot be. */
type TakeBack = () => Promise<unknown>

interface Offer {
  readonly gestureId: string
  readonly takeBack: TakeBack
  readonly toastId: string
  readonly what: ReactNode
}

/** This window's newest gesture, for as long as its toast stands. */
let newest: Offer | null = null

/**
 * Says what was done at the desk and offers for ten seconds to take it back, by the toast's button or `U`. A newer gesture's toast
 * replaces it: one at a time, so that a morning full of arrivals does not cover the day.
 * @param gestureId unique among what this window offers
 * @param what the sentence of the toast; names in it carry `data-private`
 * @param takeBack where it is not an appointment that it was done with
 */
export function offerUndo(gestureId: string, what: ReactNode, takeBack: TakeBack = takeBackGesture(gestureId)): void {
  if (newest) notifications.hide(newest.toastId)
  const offer: Offer = { gestureId, what, takeBack, toastId: `gesture-${gestureId}` }
  newest = offer
  notifications.show({
    id: offer.toastId,
    withBorder: true,
    autoClose: offeredForMs,
    onClose: () => {
      if (newest === offer) newest = null
    },
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{what}</span>
        <Button
          size="compact-xs"
          variant="default"
          flex="none"
          rightSection={<Keys keys="u" />}
          onClick={() => void undo(gestureId, what, takeBack)}
        >
          <UndoWord />
        </Button>
      </Group>
    ),
  })
}

/** Takes back what `offerUndo` offers at the moment. @returns false: nothing is on offer, and nothing was done */
export function undoNewest(): boolean {
  if (!newest) return false
  void undo(newest.gestureId, newest.what, newest.takeBack)
  return true
}

/** Takes a gesture back and says so; a refusal becomes a toast. @param what what is taken back, as a sentence or a name */
export async function undo(gestureId: string, what: ReactNode, takeBack: TakeBack = takeBackGesture(gestureId)): Promise<void> {
  if (newest?.gestureId === gestureId) {
    notifications.hide(newest.toastId)
    newest = null
  }
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
