import { useEffect, useMemo } from 'react'
import { appointmentOf } from '../../shared/page-address.ts'
import { useCommands } from '../app/commands.ts'
import type { Command } from '../app/commands.ts'
import { openAppointment } from '../app/navigation.ts'
import { desk } from '../desk/client.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** What concerns the window as a whole: another one beside it, and what the program around it wants it to show. */
export function useWindowCommands(): void {
  useFollowAddress()
  useCommands(
    useMemo(
      (): Command[] => [
        {
          id: 'new-window',
          label: t('shell.newWindow'),
          group: t('app.group.window'),
          keys: ['mod+shift+n'],
          asks: 'shell.openWindow',
          run: () => void openWindow(),
        },
        { id: 'quit', label: t('tray.quit'), group: t('app.group.window'), asks: 'shell.quit', run: () => void quit() },
      ],
      [],
    ),
  )
}

async function openWindow(): Promise<void> {
  try {
    await desk.shell.openWindow()
  } catch (error) {
    tellFailure(t('shell.newWindowFailed'), error)
  }
}

async function quit(): Promise<void> {
  try {
    await desk.shell.quit()
  } catch (error) {
    tellFailure(t('tray.quitFailed'), error)
  }
}

/** A click on a notification changes the end of the page's address. */
function useFollowAddress(): void {
  useEffect(() => {
    const follow = (): void => {
      const id = appointmentOf(location.hash)
      if (id === null) return
      // Taken back, so that the same appointment can be asked for again.
      history.replaceState(null, '', location.pathname)
      openAppointment(id)
    }
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
}
