import { Alert, Anchor, Button, Code, Group, Menu, Paper, Text } from '@mantine/core'
import { IconChevronDown, IconCircleCheck, IconCircleX, IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { UseMutationResult } from '@tanstack/react-query'
import type { ProviderCard, TestResult } from '../../shared/contract.ts'
import { openDelivery } from '../app/navigation.ts'
import { desk } from '../desk/client.ts'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { formatMicroseconds } from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './providers.module.css'

export type TestMutation = UseMutationResult<TestResult, Error, string>

/** Sends one of the provider's events, correctly signed and over HTTP, to the running receiver, and shows what it answered. */
export function TestButton({ card, test, onChoose }: { card: ProviderCard; test: TestMutation; onChoose(event: string): void }) {
  return (
    <div>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button
            variant="light"
            leftSection={<IconSend size={14} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            loading={test.isPending}
          >
            {t('providers.test.send')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('providers.test.events', { name: sourceName(card.id) })}</Menu.Label>
          {card.testEvents.map((event) => (
            <Menu.Item key={event} onClick={() => onChoose(event)}>
              {event}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {test.error && (
        <Alert role="alert" color="red" mt="xs" title={t('providers.test.notSent')}>
          {refusal(test.error)}
        </Alert>
      )}
      {test.data && <Result event={test.variables} result={test.data} onGone={test.reset} />}
    </div>
  )
}

function Result({ event, result, onGone }: { event: string; result: TestResult; onGone(): void }) {
  const { deliveryId } = result
  const fine = result.httpStatus < 300
  const remove = useMutation({
    mutationFn: (id: number) => desk.samples.removeDelivery({ id }),
    onSuccess: () => {
      onGone()
      tell(t('providers.test.removed'))
    },
    onError: (error) => tellFailure(t('providers.test.removeFailed'), error),
  })
  return (
    <Paper withBorder role="status" aria-label={t('providers.test.result')} p="sm" mt="xs">
      <Group gap={6} mb={6}>
        {fine ? (
          <IconCircleCheck size={16} aria-hidden className={classes.good} />
        ) : (
          <IconCircleX size={16} aria-hidden className={classes.bad} />
        )}
        <Text span size="sm">
          {t('providers.test.answered', { event, status: result.httpStatus, duration: formatMicroseconds(result.durationMs * 1000) })}
        </Text>
      </Group>
      <Code block fz="xs">
        {result.answer}
      </Code>
      <Group gap="sm" mt="xs">
        {deliveryId === null ? (
          <Text span size="sm">
            {t('providers.test.noEntry')}
          </Text>
        ) : (
          <>
            <Anchor component="button" type="button" fz="sm" onClick={() => openDelivery(deliveryId)}>
              {t('providers.test.entry')}
            </Anchor>
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate(deliveryId)}>
              {t('providers.test.remove')}
            </Button>
          </>
        )}
      </Group>
    </Paper>
  )
}

function refusal(error: unknown): string {
  if (hasCode(error, 'CLOSED')) return t('providers.test.closed')
  if (hasCode(error, 'NOT_RECEIVING')) return t('ui.errors.notReceiving')
  return errorSentence(error)
}
