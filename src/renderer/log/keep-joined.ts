import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { DeliveryPage } from '../../shared/delivery.ts'
import { joinNewest } from './live-pages.ts'
import type { LogPages } from './live-pages.ts'

/**
 * Joins the newest page to the pages that were read, at once and whenever either was read anew. Returns its undoing.
 * Not while pages are being read: what comes then takes the place of what was there when it was asked for, joined rows and all.
 */
export function keepJoined(client: QueryClient, pagesKey: QueryKey, newestKey: QueryKey): () => void {
  const cache = client.getQueryCache()
  const join = (): void => {
    const pages = client.getQueryState<LogPages>(pagesKey)
    const newest = client.getQueryState<DeliveryPage>(newestKey)
    if (!pages?.data || !newest?.data || pages.fetchStatus === 'fetching') return
    const joined = joinNewest(pages.data, newest.data)
    if (joined === pages.data) return
    if (joined !== null) client.setQueryData(pagesKey, joined)
    // Else the newest page is the older of the two, and is about to be read itself.
    else if (newest.dataUpdatedAt >= pages.dataUpdatedAt || isAhead(newest.data, pages.data)) {
      void client.invalidateQueries({ queryKey: pagesKey, exact: true })
    }
  }
  join()
  return cache.subscribe(({ type, query }) => {
    if (type === 'updated' && [pagesKey, newestKey].some((key) => cache.find({ queryKey: key }) === query)) join()
  })
}

function isAhead(newest: DeliveryPage, pages: LogPages): boolean {
  return (newest.rows[0]?.id ?? 0) > (pages.pages[0]?.rows[0]?.id ?? 0)
}
