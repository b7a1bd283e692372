import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useCommands } from '../app/commands.ts'
import { habitLocale, useOffice } from '../app/office.ts'
import { hostsQuery } from '../app/queries.ts'
import { appointmentsQuery } from '../calendar/appointments-query.ts'
import { periodOf } from '../calendar/period.ts'
import { hostName } from '../calendar/team-columns.ts'
import { desk } from '../desk/client.ts'
import type { Office } from '../ui/format.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { PrintLayer } from './print-layer.tsx'
import { isLandscape, paperOf } from './print-order.ts'
import type { PrintOrder } from './print-order.ts'
import type { Printout } from './printing.ts'
import { tellRefusal, tellSaved } from '../shell/saved.tsx'

/** Printing from anywhere: Ctrl P or ⌘ P. */
export function PrintDesk() {
  const queryClient = useQueryClient()
  const office = useOffice()
  const [opened, setOpened] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [printout, setPrintout] = useState<Printout | null>(null)
  useCommands(
    useMemo(() => [{ id: 'print', label: t('print.open'), group: t('app.group.window'), keys: ['mod+p'], run: () => setOpened(true) }], []),
  )

  const print = async (order: PrintOrder, how: 'system' | 'pdf'): Promise<void> => {
    setBusy(true)
    try {
      const read = await readPrintout(queryClient, order, office)
      // What is printed is what the page is at this moment.
      flushSync(() => {
        setOpened(false)
        setPrintout(read)
      })
      if (how === 'system') printByDialog(() => setPrintout(null))
      else await savePdf(read)
    } catch (error) {
      tellFailure(t('print.readFailed'), error)
    } finally {
      setBusy(false)
      if (how === 'pdf') setPrintout(null)
    }
  }

  return (
    <>
      {opened && <PrintDialog isBusy={isBusy} onClose={() => setOpened(false)} onPrint={(order, how) => void print(order, how)} />}
      {printout && <PrintLayer printout={printout} />}
    </>
  )
}

/** The system's dialog stops the page: ours has to be gone from the picture before, which takes it 100 ms. */
const closingMs = 200

function printByDialog(onDone: () => void): void {
  window.addEventListener('afterprint', onDone, { once: true })
  setTimeout(() => window.print(), closingMs)
}

async function readPrintout(queryClient: QueryClient, order: PrintOrder, office: Office): Promise<Printout> {
  const { startMs, endMs } = periodOf(order.what, order.day, office)
  const [cards, hosts] = await Promise.all([
    queryClient.fetchQuery(
      appointmentsQuery({
        startMs,
        endMs,
        sources: null,
        types: null,
        statuses: null,
        hostIds: order.hostId === null ? null : [order.hostId],
        search: null,
      }),
    ),
    queryClient.fetchQuery(hostsQuery),
  ])
  return { order, paper: paperOf(habitLocale()), cards, hosts, office, printedAtMs: Date.now() }
}

async function savePdf({ order, paper, hosts }: Printout): Promise<void> {
  const host = hosts.find(({ id }) => id === order.hostId)
  const who = host === undefined ? t('print.everyone') : hostName(host)
  const name = t(order.what === 'day' ? 'print.fileDay' : 'print.fileWeek', { date: order.day, who })
  try {
    tellSaved(await desk.shell.savePdf({ name, paper, landscape: isLandscape(order) }))
  } catch (error) {
    tellRefusal(t('print.pdfFailed'), error)
  }
}
