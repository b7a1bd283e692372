import { Anchor } from '@mantine/core'
import type { Overview } from '../../shared/contract/overview.ts'
import { openPage } from '../app/navigation.ts'
import { typeLabel } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import { useOpenCounted } from './open-counted.ts'
import classes from './overview.module.css'
import type { FigureId } from './overview-memory.ts'
import type { Counted } from './overview-query.ts'

/** What a figure is made of, each number of it with its list. */
export function TileDetail({ id, overview }: { id: FigureId; overview: Overview }) {
  const { booked, standing, valued, noShows, came, clients, consulting } = overview.totals.now
  switch (id) {
    case 'booked':
      return (
        booked > 0 && (
          <Words
            k="overview.stand"
            values={{ count: standing }}
            parts={{ number: <Appointments counter="standing" overview={overview} /> }}
          />
        )
      )
    case 'revenue':
      return valued + overview.withoutValue.length > 0 && <RevenueDetail overview={overview} />
    case 'consultation':
      return (
        clients > 0 && (
          <Words
            k="overview.ofClients"
            values={{ count: clients, part: consulting }}
            parts={{
              part: <Clients counter="consulting" overview={overview} />,
              number: <Clients counter="clients" overview={overview} />,
            }}
          />
        )
      )
    case 'cancelled':
      return null
    case 'noShow':
      return (
        noShows + came > 0 && (
          <Words
            k="overview.ofDue"
            values={{ count: noShows + came, part: noShows }}
            parts={{
              part: <Appointments counter="noShows" overview={overview} />,
              number: <Appointments counter="due" overview={overview} />,
            }}
          />
        )
      )
  }
}

function RevenueDetail({ overview }: { overview: Overview }) {
  const { standing, valued } = overview.totals.now
  const types = overview.withoutValue.map(typeLabel).join(', ')
  return (
    <>
      {valued > 0 && (
        <div>
          <Words
            k="overview.fromBookings"
            values={{ count: valued }}
            parts={{ number: <Appointments counter="valued" overview={overview} /> }}
          />
        </div>
      )}
      {overview.withoutValue.length > 0 && (
        <div>
          <Words
            k="overview.withoutValue"
            values={{ count: standing - valued, types }}
            parts={{ number: <Appointments counter="unvalued" overview={overview} /> }}
          />{' '}
          <Anchor component="button" type="button" fz="inherit" onClick={() => openPage('settings')}>
            {t('overview.setValues')}
          </Anchor>
        </div>
      )}
    </>
  )
}

type Part<Of extends Counted['of']> = { counter: Extract<Counted, { of: Of }>['counter']; overview: Overview; children?: React.ReactNode }

function Appointments({ counter, overview, children }: Part<'appointments'>) {
  return <Inline counted={{ of: 'appointments', counter, interval: overview.span, part: null }}>{children}</Inline>
}

function Clients({ counter, overview, children }: Part<'clients'>) {
  return <Inline counted={{ of: 'clients', counter, interval: overview.span, part: null }}>{children}</Inline>
}

/** A number within a sentence, whose words name it. */
function Inline({ counted, children }: { counted: Counted; children: React.ReactNode }) {
  const open = useOpenCounted()
  return (
    <button
      type="button"
      className={`${classes.number} ${classes.inline}`}
      title={t(`overview.list.counts.${counted.counter}`)}
      onClick={() => open({ counted, of: null })}
    >
      {children}
    </button>
  )
}
