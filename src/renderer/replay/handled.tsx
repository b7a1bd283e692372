import { Anchor, Button, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Handling } from '../../shared/contract/replays.ts'
import type { Delivery } from '../../shared/delivery.ts'
import type { Verdict } from '../../shared/words.ts'
import { openDelivery } from '../app/navigation.ts'
import { desk } from '../desk/client.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { Time } from '../ui/time.tsx'
import { t, Words } from '../ui/t.tsx'
import { handlingQuery } from './queries.ts'
import classes from './replay.module.css'

/** Who replayed it, edited it or set it aside, when and why. Nothing where nobody did. */
export function Handled({ delivery }: { delivery: Delivery }) {
  const { data: handling, error, refetch } = useQuery(handlingQuery(delivery.id))
  if (error) return <ErrorNotice title={t('replay.handling.notRead')} error={error} onRetry={() => void refetch()} />
  if (!handling) return null
  const { editedBy, edits, replays, dealing } = handling
  const isTold = dealing?.how === 'set-aside' || dealing?.how === 'came-again'
  if (editedBy === null && edits.length === 0 && replays.length === 0 && !isTold) return null
  return (
    <section className={classes.handled}>
      <Title order={3}>{t('replay.handling.title')}</Title>
      {editedBy !== null && (
        <p>
          <Words
            k={delivery.editedFrom === null ? 'replay.handling.editedFromGone' : 'replay.handling.editedFrom'}
            values={{ id: delivery.editedFrom ?? 0 }}
            parts={{ who: <>{editedBy}</>, link: <DeliveryLink id={delivery.editedFrom ?? 0} /> }}
          />
        </p>
      )}
      <ul className={classes.lines}>
        {isTold && <Dealt id={delivery.id} dealing={dealing} />}
        {edits.map((edit) => (
          <li key={`edit ${edit.id}`}>
            <Words
              k="replay.handling.edited"
              values={{ id: edit.id }}
              parts={{ time: <Time ms={edit.atMs} />, who: <>{edit.actor}</>, link: <DeliveryLink id={edit.id} /> }}
            />
            {dealing?.how === 'edited' && dealing.atMs === edit.atMs && <Note text={dealing.note} />}
          </li>
        ))}
        {replays.map((each) => (
          <li key={each.id}>
            <Words
              k={each.verdict === 'failed' ? 'replay.handling.replayFailed' : 'replay.handling.replayed'}
              parts={{ time: <Time ms={each.atMs} />, who: <>{each.actor}</> }}
            />
            <Outcome verdict={each.verdict} />
            <Note text={each.reason} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Dealt({ id, dealing }: { id: number; dealing: NonNullable<Handling['dealing']> }) {
  const back = useMutation({
    mutationFn: () => desk.deliveries.undoSetAside({ id }),
    onSuccess: () => tell(t('replay.aside.undone')),
    onError: (error) => tellFailure(t('replay.aside.undoFailed'), error),
  })
  return (
    <li>
      <Words
        k={dealing.how === 'set-aside' ? 'replay.handling.setAside' : 'replay.handling.cameAgain'}
        parts={{ time: <Time ms={dealing.atMs} />, who: <>{dealing.actor}</> }}
      />{' '}
      {dealing.how === 'set-aside' && (
        <Button size="compact-xs" variant="default" loading={back.isPending} onClick={() => back.mutate()}>
          {t('replay.aside.undo')}
        </Button>
      )}
      <Note text={dealing.note} />
    </li>
  )
}

/** What applying it did; of one that failed the line says so. */
function Outcome({ verdict }: { verdict: Verdict }) {
  if (verdict !== 'accepted' && verdict !== 'stale' && verdict !== 'ignored') return null
  return <span className={classes.outcome}>{t(`replay.bulk.result.${verdict}`)}</span>
}

/** What a person wrote beside it. */
function Note({ text }: { text: string }) {
  return text === '' ? null : (
    <div className={classes.note} data-private>
      {text}
    </div>
  )
}

/** Its words stand between its tags in the message. */
function DeliveryLink({ id, children }: { id: number; children?: ReactElement }) {
  return (
    <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(id)}>
      {children}
    </Anchor>
  )
}
