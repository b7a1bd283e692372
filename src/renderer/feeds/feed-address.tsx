import { Alert, Code, Group, List, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { FeedPlace } from '../../shared/contract/feeds.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './feeds.module.css'

export interface ShownAddress {
  readonly id: number
  readonly name: string
  /** Null: it cannot be shown any more, or nothing listens. */
  readonly address: string | null
}

const programs = ['apple', 'google', 'outlook'] as const

/** Where a program finds the feed, and how it is told so. */
export function FeedAddress({ id, name, address: shown, place, onClose }: ShownAddress & { place: FeedPlace; onClose(): void }) {
  const [address, setAddress] = useState(shown)
  const renew = useMutation({
    mutationFn: () => desk.feeds.renew({ id }),
    onSuccess: (renewed) => {
      setAddress(renewed.address)
      tell(t('feeds.address.renewed'))
    },
    onError: (error) => tellFailure(t('feeds.address.notRenewed'), error),
  })
  return (
    <Dialog onClose={onClose} title={t('feeds.address.title', { name })} size="xl">
      <Stack gap="sm">
        {address === null ? (
          <Alert color="yellow">{t(place.url === null ? 'feeds.place.nowhereMeans' : 'feeds.address.lost')}</Alert>
        ) : (
          <>
            <Text size="sm">{t('feeds.address.secret')}</Text>
            <Address label={t('feeds.address.copy')} value={address} />
            <Text size="sm">{t('feeds.address.webcal')}</Text>
            <Address label={t('feeds.address.copyWebcal')} value={address.replace(/^https?:/, 'webcal:')} />
            {place.reach !== 'public' && <Alert color="yellow">{t(`feeds.place.${place.reach}Means`)}</Alert>}
            <List size="sm" spacing={4}>
              {programs.map((program) => (
                <List.Item key={program}>{t(`feeds.how.${program}`)}</List.Item>
              ))}
            </List>
            <Text size="sm" c="dimmed">
              {t('feeds.how.pace')}
            </Text>
          </>
        )}
        <Group>
          <ConfirmButton
            label={t('feeds.address.renew')}
            confirmLabel={t('feeds.address.renew')}
            question={t('feeds.address.renewQuestion')}
            loading={renew.isPending}
            onConfirm={() => renew.mutate()}
          />
        </Group>
      </Stack>
    </Dialog>
  )
}

function Address({ label, value }: { label: string; value: string }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Code className={classes.address} data-private>
        {value}
      </Code>
      <CopyButton withText value={value} label={label} />
    </Group>
  )
}
