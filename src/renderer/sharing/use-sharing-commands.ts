import { useMemo } from 'react'
import { useCommandList, useCommands } from '../app/commands.ts'
import { t } from '../ui/t.tsx'
import { openSharing, sharing, sharingTabsHere, type SharingTab } from './sharing.ts'

/** The way to each part of the page, in the palette of every page. */
export function useSharingCommands(): void {
  useCommands(
    useMemo(
      () =>
        sharingTabsHere().map((tab) => ({
          id: `sharing-${tab}`,
          label: t(`sharing.tab.${tab}`),
          group: t('app.page.sharing'),
          run: () => openSharing(tab),
        })),
      [],
    ),
  )
}

const turning = () => [
  { id: 'sharing-before', label: t('sharing.before'), group: t('app.page.sharing'), keys: ['['], keysOnly: true },
  { id: 'sharing-after', label: t('sharing.after'), group: t('app.page.sharing'), keys: [']'], keysOnly: true },
]

/** From one part to its neighbour, while the page is shown. */
export function useTurning(current: SharingTab): void {
  useCommandList(turning, (id) => {
    const tabs = sharingTabsHere()
    const next = tabs[tabs.indexOf(current) + (id === 'sharing-after' ? 1 : -1)]
    if (next !== undefined) sharing.set({ tab: next })
  })
}
