import { Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import { KeysTab } from '../access/keys-tab.tsx'
import { BookingTab } from '../booking/booking-tab.tsx'
import { SubscriptionsTab } from '../subscriptions/subscriptions-tab.tsx'
import { DesksTab } from '../desks/desks-tab.tsx'
import { GuideTab } from '../guide/guide-tab.tsx'
import { FeedsTab } from '../feeds/feeds-tab.tsx'
import { ImportTab } from '../imports/import-tab.tsx'
import { Page } from '../ui/page.tsx'
import { t } from '../ui/t.tsx'
import { sharing, sharingTabsHere, type SharingTab } from './sharing.ts'
import classes from './sharing.module.css'
import { useTurning } from './use-sharing-commands.ts'

/** One part each; a part draws its own faces, and scrolls by itself. */
const shown: Readonly<Record<SharingTab, ComponentType>> = {
  keys: KeysTab,
  booking: BookingTab,
  subscriptions: SubscriptionsTab,
  feeds: FeedsTab,
  import: ImportTab,
  desks: DesksTab,
  guide: GuideTab,
}

/** What leaves the desk, and who gets it: to the office's site, a CRM, a phone's calendar, another desk. */
export function SharingPage() {
  const { tab } = sharing.use()
  const tabs = sharingTabsHere()
  const current = tabs.includes(tab) ? tab : (tabs[0] ?? 'keys')
  const Shown = shown[current]
  useTurning(current)
  return (
    <Page title={t('app.page.sharing')}>
      <Tabs
        className={classes.tabs}
        keepMounted={false}
        value={current}
        onChange={(value) => value !== null && sharing.set({ tab: value as SharingTab })}
      >
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`sharing.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={current} className={classes.panel}>
          <Shown />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
