import { Button, Checkbox, Group, Input, SegmentedControl, Select, Stack } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { navigation } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { hostsQuery } from '../app/queries.ts'
import { may } from '../browser/may.ts'
import { look, usePlace } from '../calendar/calendar-memory.ts'
import { hostName } from '../calendar/team-columns.ts'
import { usePrivacy } from '../privacy/privacy.ts'
import { Dialog } from '../ui/dialog.tsx'
import { formatDay } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { printedThings } from './print-order.ts'
import type { PrintedThing, PrintOrder } from './print-order.ts'
import { printWishes } from './printing.ts'

export interface PrintDialogProps {
  readonly isBusy: boolean
  onClose(): void
  /** `system`: to the system's own dialog; `pdf`: into a file. */
  onPrint(order: PrintOrder, how: 'system' | 'pdf'): void
}

/** What, whose, and with which names: three answers, and the paper is on its way. */
export function PrintDialog({ onClose, ...form }: PrintDialogProps) {
  return (
    <Dialog onClose={onClose} title={t('print.title')} closeButtonProps={{ 'aria-label': t('print.close') }} size="sm">
      <PrintForm {...form} />
    </Dialog>
  )
}

const everyone = 'everyone'

function PrintForm({ isBusy, onPrint }: Pick<PrintDialogProps, 'isBusy' | 'onPrint'>) {
  const office = useOffice()
  const isPrivate = usePrivacy()
  const { data: hosts = [] } = useQuery(hostsQuery)
  const seen = useSeen()
  const [what, setWhat] = useState<PrintedThing>(seen.what)
  const [day, setDay] = useState(seen.day)
  const [who, setWho] = useState(everyone)
  const { withNames } = printWishes.use()
  const order: PrintOrder = { what, day, hostId: who === everyone ? null : Number(who), withNames: withNames && !isPrivate }
  const utc = { ...office, timeZone: 'UTC' }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onPrint(order, 'system')
      }}
    >
      <Stack gap="sm">
        <Input.Wrapper label={t('print.what')} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t('print.what')}
            value={what}
            onChange={setWhat}
            data={printedThings.map((value) => ({ value, label: t(`print.${value}`) }))}
          />
        </Input.Wrapper>
        <DateInput
          size="xs"
          label={t(what === 'day' ? 'print.date' : 'print.dateInWeek')}
          value={day}
          // Days have no zone: read as UTC, written as UTC.
          valueFormat={(chosen) => formatDay(Date.parse(chosen), utc)}
          dateParser={(text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null)}
          firstDayOfWeek={office.firstDayOfWeek as 0 | 1 | 2 | 3 | 4 | 5 | 6}
          weekendDays={[]}
          highlightToday
          onChange={(chosen) => setDay(chosen ?? seen.day)}
        />
        <Select
          label={t('print.who')}
          allowDeselect={false}
          searchable
          value={who}
          onChange={(chosen) => setWho(chosen ?? everyone)}
          data={[
            { value: everyone, label: t('print.everyone') },
            ...hosts.map((host) => ({ value: String(host.id), label: hostName(host) })),
          ]}
        />
        <Checkbox
          label={t('print.withNames')}
          description={isPrivate ? t('print.namesHidden') : null}
          checked={order.withNames}
          disabled={isPrivate}
          onChange={({ currentTarget }) => printWishes.set({ withNames: currentTarget.checked })}
        />
        <Group gap="xs" justify="flex-end" mt="xs">
          {/* A browser saves it from its own dialog for printing. */}
          {may('shell.savePdf') && (
            <Button variant="default" loading={isBusy} onClick={() => onPrint(order, 'pdf')}>
              {t('print.savePdf')}
            </Button>
          )}
          <Button type="submit" disabled={isBusy} data-autofocus>
            {t('print.print')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What is being looked at is most likely what is wanted on paper. */
function useSeen(): { readonly what: PrintedThing; readonly day: string } {
  const { day, today } = usePlace()
  const { page } = navigation.use()
  const { view } = look.use()
  if (page !== 'calendar') return { what: 'day', day: today }
  return { what: view === 'day' || view === 'team' ? 'day' : 'week', day }
}
