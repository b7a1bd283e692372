import { Button, Code, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutboundAttempt, OutboundMessage } from '../../shared/contract/subscriptions.ts'
import { desk } from '../desk/client.ts'
import { prettyBody } from '../log/body.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { outcomeWords } from './outcome-words.ts'
import { messageQuery } from './queries.ts'
import classes from './subscriptions.module.css'

const tones = { waiting: 'wary', delivered: 'good', 'given-up': 'bad', cancelled: 'quiet' } as const

/** One message on a line; opened, its bytes and every attempt. */
export function MessageItem({ message }: { message: OutboundMessage }) {
  const { id, type, atMs, state, attempts, last, dueAtMs } = message
  const [isOpen, setOpen] = useState(false)
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <>
      <UnstyledButton className={classes.message} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Chevron size={14} aria-hidden />
        <span className={classes.time}>
          <Time ms={atMs} />
        </span>
        <span className={classes.event}>
          {t(`subscriptions.event.${type}`)}
          <span className={classes.outcome}>
            {last !== null && outcomeWords(last)}
            {last !== null && state === 'waiting' && ' · '}
            {state === 'waiting' &&
              (attempts > 0 ? (
                <Words k="subscriptions.nextTry" parts={{ time: <Time ms={dueAtMs} as="relative" /> }} />
              ) : (
                t('subscriptions.log.behind')
              ))}
          </span>
        </span>
        <span className={classes.mark} data-tone={tones[state]}>
          {t(`subscriptions.log.state.${state}`)}
        </span>
      </UnstyledButton>
      {isOpen && <MessageDetails id={id} />}
    </>
  )
}

function MessageDetails({ id }: { id: number }) {
  const { data, error, isPending, refetch } = useQuery(messageQuery(id))
  const onError = (failure: unknown): void => tellFailure(t('subscriptions.failedDeed'), failure)
  const resend = useMutation({
    mutationFn: () => desk.subscriptions.resend({ messageId: id }),
    onSuccess: () => tell(t('subscriptions.log.resent')),
    onError,
  })
  const cancel = useMutation({
    mutationFn: () => desk.subscriptions.cancel({ messageId: id }),
    onSuccess: () => tell(t('subscriptions.log.cancelled')),
    onError,
  })
  if (isPending) return <TableSkeleton rows={3} />
  if (error && !data) return <ErrorNotice title={t('subscriptions.log.unreadable')} error={error} onRetry={() => void refetch()} />
  const { webhookId, body, state, type, log } = data
  return (
    <Stack gap="xs" className={classes.details}>
      <Group gap="xs">
        <Code>{webhookId}</Code>
        {state === 'waiting' && (
          <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('subscriptions.log.cancel')}
          </Button>
        )}
        {state !== 'waiting' && body !== null && type !== 'test' && (
          <Button size="compact-xs" variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
            {t('subscriptions.log.resend')}
          </Button>
        )}
      </Group>
      <Text size="xs" fw={600}>
        {t('subscriptions.log.body')}
      </Text>
      {body === null ? (
        <Text size="sm" c="dimmed">
          {t('subscriptions.log.erased')}
        </Text>
      ) : (
        <Code block className={classes.bytes} data-private tabIndex={0} role="region" aria-label={t('subscriptions.log.body')}>
          {prettyBody(body) ?? body}
        </Code>
      )}
      {log.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('subscriptions.log.notYet')}
        </Text>
      )}
      {log.map((attempt) => (
        <Attempt key={attempt.id} attempt={attempt} />
      ))}
    </Stack>
  )
}

function Attempt({ attempt }: { attempt: OutboundAttempt }) {
  const { atMs, durationMs, by, failure, status, requestHeaders, answerHeaders, answer } = attempt
  return (
    <details className={classes.attempt}>
      <summary>
        <Time ms={atMs} as="seconds" /> · <span data-failed={failure !== null || undefined}>{outcomeWords(attempt)}</span> ·{' '}
        {t('subscriptions.log.took', { ms: durationMs })}
        {by !== null && ` · ${t('subscriptions.log.by', { by })}`}
      </summary>
      <Text size="xs" fw={600} mt={4}>
        {t('subscriptions.log.request')}
      </Text>
      <Code block className={classes.bytes}>
        {headerLines(requestHeaders)}
      </Code>
      <Text size="xs" fw={600} mt={4}>
        {t('subscriptions.log.answer')}
      </Text>
      {status === null ? (
        <Text size="sm" c="dimmed">
          {t('subscriptions.log.noAnswer')}
        </Text>
      ) : (
        <Code block className={classes.bytes} data-private>
          {[headerLines(answerHeaders), answer === null || answer === '' ? t('subscriptions.log.answerEmpty') : answer].join('\n\n')}
        </Code>
      )}
    </details>
  )
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}
