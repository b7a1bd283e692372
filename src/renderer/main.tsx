import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/charts/styles.css'
import '@mantine/spotlight/styles.css'
import './ui/tints.css'
import './app/styles.css'
import './privacy/privacy.css'
import { lazy, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { isBrowser } from './browser/where.ts'
import { Gate } from './desks/gate.tsx'
import { LogPage } from './log/log-page.tsx'
import { ProvidersPage } from './providers/providers-page.tsx'
import { SharingPage } from './sharing/sharing-page.tsx'
import { SettingsPage } from './settings/settings-page.tsx'
import { CalendarPage } from './calendar/calendar-page.tsx'
import { PeoplePage } from './people/people-page.tsx'
import { PipelinePage } from './pipeline/pipeline-page.tsx'
import { applyPrivacy } from './privacy/privacy.ts'
import { TodayPage } from './today/today-page.tsx'
import { followFocus } from './ui/focus-back.ts'

/** Its charts are a good part of all code: they are read once the first page stands. */
const overview = () => import('./overview/overview-page.tsx')
const OverviewPage = lazy(() => overview().then((page) => ({ default: page.OverviewPage })))
// Not every browser of another desk knows when it is idle.
if ('requestIdleCallback' in window) requestIdleCallback(() => void overview())

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
applyPrivacy()
followFocus()
const app = (
  <App
    pages={{
      today: TodayPage,
      calendar: CalendarPage,
      people: PeoplePage,
      pipeline: PipelinePage,
      overview: OverviewPage,
      log: LogPage,
      providers: ProvidersPage,
      sharing: SharingPage,
      settings: SettingsPage,
    }}
  />
)
createRoot(root).render(<StrictMode>{isBrowser ? <Gate>{app}</Gate> : app}</StrictMode>)
