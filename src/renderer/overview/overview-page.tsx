import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Overview, Span } from '../../shared/contract/overview.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { dayKey, formatDayTime } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { ScrollMemory } from '../ui/scroll-memory.tsx'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { ChartCard } from './chart-card.tsx'
import { CountedDrawer } from './counted-drawer.tsx'
import { intervalText } from './interval-text.ts'
import { OpenCountedContext, type OpenCounted } from './open-counted.ts'
import classes from './overview.module.css'
import { overviewMemory, type SpanKind } from './overview-memory.ts'
import { overviewQuery } from './overview-query.ts'
import { OverviewToolbar } from './overview-toolbar.tsx'
import { ReceivingCard } from './receiving-card.tsx'
import { Tiles } from './tiles.tsx'

/** How far "by now" may lag behind. */
const reachedStepMs = 5 * 60_000

/** The numbers of some days, live, each with its definition, what it was before, and the list of what it counts. */
export function OverviewPage() {
  const { span: kind } = overviewMemory.use()
  const { data, error, isPending, isPlaceholderData, refetch } = useOverview()
  const [opened, setOpened] = useState<(OpenCounted & { focusKey: number }) | null>(null)
  const open = useMemo(() => (asked: OpenCounted) => setOpened((last) => ({ ...asked, focusKey: (last?.focusKey ?? 0) + 1 })), [])
  return (
    <Page
      title={t('app.page.overview')}
      toolbar={<OverviewToolbar />}
      panel={opened && <CountedDrawer key={opened.focusKey} {...opened} onClose={() => setOpened(null)} />}
    >
      <OpenCountedContext value={open}>
        <ScrollMemory memory={overviewMemory} label={t('app.page.overview')} ready={!isPending}>
          <div className={classes.page} data-old={isPlaceholderData || undefined}>
            {isPending && <CardSkeleton cards={3} />}
            {error && !data && <ErrorNotice title={t('overview.unreadable')} error={error} onRetry={() => void refetch()} />}
            {data && <Numbers overview={data} kind={kind} />}
          </div>
        </ScrollMemory>
      </OpenCountedContext>
    </Page>
  )
}

function useOverview() {
  const { span: kind, first, last } = overviewMemory.use()
  const office = useOffice()
  const now = useNow()
  const reached = Math.floor(now / reachedStepMs) * reachedStepMs
  const today = dayKey(now, office)
  const span: Span = kind === 'chosen' ? { kind, first: first ?? today, last: last ?? today } : { kind }
  return useQuery(overviewQuery(span, office.firstDayOfWeek, reached))
}

function Numbers({ overview, kind }: { overview: Overview; kind: SpanKind }) {
  const office = useOffice()
  const now = useNow()
  const { span, before, soFar } = overview
  const compared = { span: intervalText(span, office, now), before: intervalText(before, office, now) }
  return (
    <>
      <p className={classes.days}>
        {soFar
          ? t('overview.span.comparedSoFar', { ...compared, until: formatDayTime(soFar.endMs, office, now) })
          : t('overview.span.compared', compared)}
      </p>
      <Tiles overview={overview} kind={kind} />
      <div className={classes.cards}>
        <ChartCard overview={overview} kind={kind} />
        <ReceivingCard overview={overview} kind={kind} />
      </div>
    </>
  )
}
