import { Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import type { ProcedurePath } from '../../shared/desk-roles.ts'
import { KeysTab } from '../access/keys-tab.tsx'
import { BookingTab } from '../booking/booking-tab.tsx'
import { SubscriptionsTab } from '../subscriptions/subscriptions-tab.tsx'
import { may } from '../browser/may.ts'
import { DesksTab } from '../desks/desks-tab.tsx'
import { GuideTab } from '../guide/guide-tab.tsx'
import { FeedsTab } from '../feeds/feeds-tab.tsx'
import { ImportTab } from '../imports/import-tab.tsx'
import { Page } from '../ui/page.tsx'
import { t } from '../ui/t.tsx'
import { sharing, sharingTabs, type SharingTab } from './sharing.ts'
import classes from './sharing.module.css'

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

/** What each begins with, where that is not the office's settings; in a browser only those are shown that its person may ask for. */
const asks: Readonly<Partial<Record<SharingTab, ProcedurePath>>> = {
  keys: 'access.list',
  subscriptions: 'subscriptions.list',
  import: 'imports.list',
  desks: 'desks.people.list',
}

/** What leaves the desk, and who gets it: to the office's site, a CRM, a phone's calendar, another desk. */
export function SharingPage() {
  const { tab } = sharing.use()
  const tabs = sharingTabs.filter((each) => may(asks[each] ?? 'settings.update'))
  const current = tabs.includes(tab) ? tab : (tabs[0] ?? 'keys')
  const Shown = shown[current]
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
