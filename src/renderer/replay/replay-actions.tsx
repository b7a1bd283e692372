import { Button, Group, Tooltip } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Delivery } from '../../shared/delivery.ts'
import { useCommandList } from '../app/commands.ts'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { Keys } from '../ui/keys.tsx'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { Alike } from './alike.tsx'
import { checkedWords, StillRefused } from './checked-again.tsx'
import { DryRun } from './dry-run.tsx'
import { EditBody } from './edit-body.tsx'
import { Handled } from './handled.tsx'
import { handlingQuery } from './queries.ts'
import { SetAside } from './set-aside.tsx'

const commands = (wanted: readonly string[]) => () =>
  [
    { id: 'replay', label: t('replay.open'), group: t('replay.group'), keys: ['r'] },
    { id: 'check-again', label: t('replay.checkAgain'), group: t('replay.group'), keys: ['v'] },
    { id: 'edit-body', label: t('replay.edit'), group: t('replay.group'), keys: ['e'] },
    { id: 'set-aside', label: t('replay.setAside'), group: t('replay.group'), keys: ['s'] },
  ].filter(({ id }) => wanted.includes(id))
/** Lists that stay the same, so that they are not registered anew at each render. */
const lists = new Map<string, ReturnType<typeof commands>>()

function listOf(wanted: readonly string[]): ReturnType<typeof commands> {
  const key = wanted.join(' ')
  const list = lists.get(key) ?? commands(wanted)
  lists.set(key, list)
  return list
}

/** What can be done with a delivery that came, beside looking at it, and what was done. Keyed by the delivery. */
export function ReplayActions({ delivery }: { delivery: Delivery }) {
  const { id } = delivery
  const [mode, setMode] = useState<'none' | 'replay' | 'edit-body' | 'set-aside'>('none')
  const { data: handling } = useQuery(handlingQuery(id))
  const check = useMutation({
    mutationFn: () => desk.deliveries.checkAgain({ id }),
    // What it says then stands above already, with what to do.
    onSuccess: (result) => result.kind === 'verified' && tell(checkedWords(result, sourceName(delivery.provider))),
    onError: (error) => tellFailure(t('replay.checked.failed'), error),
  })
  const isWaiting = handling?.isToLookAt ?? false
  // Google's notifications have nothing to apply, and what a person here made needs no check.
  const hasBody = delivery.provider !== 'google-calendar'
  const offered = [
    ...(hasBody && may('deliveries.replay') ? ['replay'] : []),
    ...(hasBody && !delivery.isEdited ? ['check-again'] : []),
    ...(hasBody && delivery.bodyText !== null && !delivery.bodyTruncated && may('deliveries.applyEdit') ? ['edit-body'] : []),
    ...(isWaiting && may('deliveries.setAside') ? ['set-aside'] : []),
  ]
  const run = (command: string): void => {
    if (command === 'check-again') return check.mutate()
    // What was found before may not hold any more.
    check.reset()
    if (command === 'replay' || command === 'edit-body' || command === 'set-aside') setMode(command)
  }
  useCommandList(listOf(mode === 'none' ? offered : []), run)
  const leave = (): void => setMode('none')

  return (
    <>
      <Group gap="xs" mt="xs">
        {offered.includes('replay') && (
          <Tooltip label={t('replay.openHint')}>
            <Button variant={isWaiting ? 'filled' : 'default'} rightSection={<Keys keys="r" />} onClick={() => run('replay')}>
              {t('replay.open')}
            </Button>
          </Tooltip>
        )}
        {offered.includes('check-again') && delivery.verdict === 'rejected' && (
          <Button variant="default" loading={check.isPending} rightSection={<Keys keys="v" />} onClick={() => run('check-again')}>
            {t('replay.checkAgain')}
          </Button>
        )}
        {offered.includes('edit-body') && (
          <Button variant="default" rightSection={<Keys keys="e" />} onClick={() => run('edit-body')}>
            {t('replay.editShort')}
          </Button>
        )}
        {offered.includes('set-aside') && (
          <Button variant="default" rightSection={<Keys keys="s" />} onClick={() => run('set-aside')}>
            {t('replay.setAside')}
          </Button>
        )}
      </Group>
      {check.data && check.data.kind !== 'verified' && (
        <StillRefused>{checkedWords(check.data, sourceName(delivery.provider))}</StillRefused>
      )}
      {mode === 'replay' && <DryRun delivery={delivery} isWaiting={isWaiting} onLeave={leave} />}
      {mode === 'edit-body' && <EditBody delivery={delivery} onLeave={leave} />}
      {mode === 'set-aside' && <SetAside id={id} onLeave={leave} />}
      {handling && <Alike id={id} count={handling.alike} />}
      <Handled delivery={delivery} />
    </>
  )
}
