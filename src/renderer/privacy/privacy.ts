import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Settings } from '../../shared/settings.ts'
import { createMemory } from '../app/memory.ts'
import { settingsQuery } from '../app/queries.ts'
import { isBrowser } from '../browser/where.ts'
import { desk } from '../desk/client.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** So that no name is seen before the settings came. */
const remembered = createMemory('privacy', { isPrivate: false })

/** True: names and contact data are not to be read. What is written on a screen carries `data-private`; what leaves it leaves them out. */
export function usePrivacy(): boolean {
  const { data: settings } = useQuery(settingsQuery)
  const { isPrivate } = remembered.use()
  // Each browser of another desk blurs for itself.
  return isBrowser ? isPrivate : (settings?.privacy ?? isPrivate)
}

/** Puts the switch on the page. Once before the first picture, then whenever it changes. */
export function applyPrivacy(isPrivate: boolean = remembered.get().isPrivate): void {
  document.documentElement.dataset.privacy = isPrivate ? 'on' : 'off'
  remembered.set({ isPrivate })
}

/** Blurs at once; the desk keeps it, for every window. */
export function useTogglePrivacy(): () => void {
  const queryClient = useQueryClient()
  const isPrivate = usePrivacy()
  const { mutate } = useMutation({
    mutationFn: async (privacy: boolean) => {
      if (!isBrowser) await desk.settings.update({ privacy })
    },
    onMutate: (privacy) => {
      applyPrivacy(privacy)
      if (isBrowser) return
      queryClient.setQueryData<Settings>(settingsQuery.queryKey, (settings) => settings && { ...settings, privacy })
    },
    onError: (error) => {
      tellFailure(t('privacy.failed'), error)
      // What the desk has counts.
      void queryClient.invalidateQueries(settingsQuery)
    },
  })
  return () => mutate(!isPrivate)
}
