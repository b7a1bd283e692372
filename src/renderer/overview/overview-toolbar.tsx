import { Group, SegmentedControl } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useRef, useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { dayKey } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { dividings, figureIds, overviewMemory, spanKinds, type Dividing, type FigureId, type SpanKind } from './overview-memory.ts'

const keysOfSpan: Record<SpanKind, string> = { day: 'v d', week: 'v w', month: 'v m', chosen: 'v r' }
const keysOfFigure: Record<FigureId, string> = { booked: 'v b', revenue: 'v e', consultation: 'v o', cancelled: 'v c', noShow: 'v n' }
const keysOfDividing: Record<Dividing, string> = { all: 'v a', source: 'v s', type: 'v y', host: 'v h' }

const spanWords = { day: 'commandDay', week: 'commandWeek', month: 'commandMonth', chosen: 'commandChosen' } as const
const dividingWords = { all: 'byAll', source: 'bySource', type: 'byType', host: 'byHost' } as const

const commands = () => {
  const group = t('overview.group')
  return [
    ...spanKinds.map((kind) => ({ id: `span ${kind}`, label: t(`overview.span.${spanWords[kind]}`), group, keys: [keysOfSpan[kind]] })),
    ...figureIds.map((id) => ({
      id: `figure ${id}`,
      label: t('overview.chart.show', { name: t(`overview.figure.${id}`) }),
      group,
      keys: [keysOfFigure[id]],
    })),
    ...dividings.map((by) => ({ id: `by ${by}`, label: t(`overview.chart.${dividingWords[by]}`), group, keys: [keysOfDividing[by]] })),
    { id: 'table', label: t('overview.chart.toggle'), group, keys: ['v t'] },
  ]
}

/** Which days are looked at, and the keys for what can be chosen on the page. */
export function OverviewToolbar() {
  const { span, first, last } = overviewMemory.use()
  const office = useOffice()
  const now = useNow()
  const picker = useRef<HTMLButtonElement>(null)

  const choose = (kind: SpanKind): void => {
    const today = dayKey(now, office)
    overviewMemory.set({ span: kind, ...(kind === 'chosen' ? { first: first ?? today, last: last ?? today } : {}) })
  }
  useCommandList(commands, (id) => {
    const [what, which] = id.split(' ')
    if (what === 'span') choose(spanKinds.find((kind) => kind === which)!)
    // It is drawn only by then.
    if (id === 'span chosen') requestAnimationFrame(() => picker.current?.click())
    if (what === 'figure') overviewMemory.set({ figure: figureIds.find((figure) => figure === which)! })
    if (what === 'by') overviewMemory.set({ by: dividings.find((by) => by === which)! })
    if (what === 'table') overviewMemory.set({ asTable: !overviewMemory.get().asTable })
  })
  return (
    <Group gap={8}>
      <SegmentedControl
        aria-label={t('overview.span.label')}
        data={spanKinds.map((value) => ({ value, label: t(`overview.span.${value}`) }))}
        value={span}
        onChange={choose}
      />
      {span === 'chosen' && first !== null && last !== null && (
        <ChosenDays key={`${first} ${last}`} first={first} last={last} input={picker} />
      )}
    </Group>
  )
}

/** Changes the span once both of its ends are chosen; the same day twice is one day. */
function ChosenDays({ first, last, input }: { first: string; last: string; input: React.Ref<HTMLButtonElement> }) {
  const { firstDayOfWeek } = useOffice()
  const [days, setDays] = useState<[string | null, string | null]>([first, last])
  return (
    <DatePickerInput
      ref={input}
      type="range"
      size="xs"
      miw={200}
      aria-label={t('overview.span.pick')}
      allowSingleDateInRange
      valueFormat={t('overview.span.format')}
      firstDayOfWeek={firstDayOfWeek as 0 | 1 | 2 | 3 | 4 | 5 | 6}
      value={days}
      onChange={([from, to]) => {
        setDays([from, to])
        if (from !== null && to !== null) overviewMemory.set({ first: from, last: to })
      }}
    />
  )
}
