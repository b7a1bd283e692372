import { UnstyledButton } from '@mantine/core'
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react'
import type { Interval, Overview, Tally } from '../../shared/contract/overview.ts'
import { t } from '../ui/t.tsx'
import { CountedNumber } from './counted-number.tsx'
import { Definition } from './definition.tsx'
import { changeOf, figures, formatFigure, type Change } from './figures.ts'
import classes from './overview.module.css'
import { figureIds, overviewMemory, type FigureId, type SpanKind } from './overview-memory.ts'
import { TileDetail } from './tile-detail.tsx'

/** The figures of the span in a row, each with the span before. Its name chooses what the chart shows. */
export function Tiles({ overview, kind }: { overview: Overview; kind: SpanKind }) {
  const { figure } = overviewMemory.use()
  return (
    <div className={classes.tiles}>
      {figureIds.map((id) => (
        <Tile key={id} id={id} overview={overview} kind={kind} isChosen={id === figure} />
      ))}
    </div>
  )
}

function Tile({ id, overview, kind, isChosen }: { id: FigureId; overview: Overview; kind: SpanKind; isChosen: boolean }) {
  const { span, before, soFar, totals, currency } = overview
  const name = t(`overview.figure.${id}`)
  const value = figures[id].value(totals.now)
  return (
    <section className={classes.tile} aria-label={name} data-chosen={isChosen || undefined}>
      <div className={classes.tileHead}>
        <UnstyledButton
          className={classes.tileName}
          aria-label={t('overview.chart.show', { name })}
          aria-pressed={isChosen}
          onClick={() => overviewMemory.set({ figure: id })}
        >
          {name}
        </UnstyledButton>
        <Definition name={name} text={t(`overview.definition.${id}`)} />
      </div>
      <div className={classes.big}>
        <CountedNumber text={formatFigure(id, value, currency)} name={name} counted={figures[id].counted(span, null)} />
      </div>
      <div className={classes.detail}>
        <TileDetail id={id} overview={overview} />
      </div>
      <table className={classes.compared}>
        <tbody>
          <Compared id={id} label={t(`overview.before.${kind}`)} interval={before} tally={totals.before} overview={overview} />
          {soFar && totals.soFar && (
            <Compared id={id} label={t('overview.byNow')} interval={soFar} tally={totals.soFar} overview={overview} />
          )}
        </tbody>
      </table>
    </section>
  )
}

function Compared({
  id,
  label,
  interval,
  tally,
  overview: { totals, currency },
}: {
  id: FigureId
  label: string
  interval: Interval
  tally: Tally
  overview: Overview
}) {
  const value = figures[id].value(tally)
  const name = t('overview.chart.series', { name: t(`overview.figure.${id}`), part: label })
  const change = changeOf(id, figures[id].value(totals.now), value, currency)
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <CountedNumber text={formatFigure(id, value, currency)} name={name} counted={figures[id].counted(interval, null)} />
      </td>
      <td>{change && <ChangeMark change={change} />}</td>
    </tr>
  )
}

const arrows = { more: IconArrowUpRight, less: IconArrowDownRight, same: IconArrowRight }

/** By sign and arrow: whether more is better depends on what is counted, and colour tells it to nobody who does not see it. */
export function ChangeMark({ change }: { change: Change }) {
  const Arrow = arrows[change.direction]
  return (
    <span className={classes.change} data-direction={change.direction}>
      <Arrow size={14} aria-hidden />
      {change.text}
    </span>
  )
}
