import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import { navigation } from '../app/navigation.ts'
import { Page } from '../ui/page.tsx'
import { t } from '../ui/t.tsx'
import { AppointmentBeside } from './appointment-beside.tsx'
import { ClientToolbar } from './client-toolbar.tsx'
import { ClientsTab } from './clients-tab.tsx'
import { MemberDrawer } from './member-drawer.tsx'
import { peopleMemory, showTab } from './people-memory.ts'
import type { PeopleTab } from './people-memory.ts'
import { TeamTab } from './team-tab.tsx'
import { TeamToolbar } from './team-toolbar.tsx'

const tabCommands = () => [
  { id: 'people-clients', label: t('team.tabBefore'), group: t('app.page.people'), keys: ['v c', '['] },
  { id: 'people-team', label: t('team.tabNext'), group: t('app.page.people'), keys: ['v t', ']'] },
]

/** Everybody: the clients, and the team that holds their appointments. */
export function PeoplePage() {
  const { tab: remembered, memberId } = peopleMemory.use()
  const { clientId } = navigation.use()
  const [appointment, setAppointment] = useState<{ id: number; clientId: number } | null>(null)
  const tab: PeopleTab = clientId === null ? remembered : 'clients'
  useCommandList(tabCommands, (id) => showTab(id === 'people-team' ? 'team' : 'clients'))
  return (
    <Page
      title={t('app.page.people')}
      toolbar={
        <>
          <SegmentedControl
            aria-label={t('team.tabs')}
            value={tab}
            onChange={(chosen) => showTab(chosen === 'team' ? 'team' : 'clients')}
            data={[
              { value: 'clients', label: t('clients.title') },
              { value: 'team', label: t('team.title') },
            ]}
          />
          {tab === 'clients' ? <ClientToolbar /> : <TeamToolbar />}
        </>
      }
      panel={
        tab === 'team'
          ? memberId !== null && <MemberDrawer key={memberId} id={memberId} onClose={() => peopleMemory.set({ memberId: null })} />
          : // Another client has other appointments.
            appointment?.clientId === clientId && (
              <AppointmentBeside key={appointment.id} id={appointment.id} onClose={() => setAppointment(null)} />
            )
      }
    >
      {tab === 'clients' ? (
        <ClientsTab
          onAppointment={(id) => clientId !== null && setAppointment({ id, clientId })}
          openAppointmentId={appointment?.id ?? null}
        />
      ) : (
        <TeamTab />
      )}
    </Page>
  )
}
