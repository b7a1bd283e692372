import { Alert, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { isLoopback, isWideRange, normaliseRange } from '../../shared/address-range.ts'
import type { Settings } from '../../shared/settings.ts'
import { desk } from '../desk/client.ts'
import { t } from '../ui/t.tsx'
import { normaliseHost } from './limits.ts'

const waitMs = 400
const isText = (text: string | null): text is string => text !== null

/** What the lists, as they stand in the fields, would do: before they are saved, and while they count. */
export function ListWarnings({
  settings,
  allowList,
  hosts,
}: {
  settings: Settings
  allowList: readonly string[]
  hosts: readonly string[]
}) {
  const lists = { allowList: allowList.map(normaliseRange).filter(isText), hosts: hosts.map(normaliseHost).filter(isText) }
  const [tried] = useDebouncedValue(JSON.stringify(lists), waitMs)
  const isAny = lists.allowList.length > 0 || lists.hosts.length > 0
  const { data: trial } = useQuery({
    queryKey: [['deliveries', 'reach'], 'guards', 'trial', tried],
    queryFn: () => desk.guards.tryOut(JSON.parse(tried) as typeof lists),
    enabled: isAny,
    placeholderData: (before) => before,
  })
  if (!isAny) return null
  const wide = lists.allowList.filter(isWideRange)
  const { trustedProxies, tunnel, publicAddress } = settings
  const isBehind = tunnel !== 'none' || (publicAddress !== null && !trustedProxies.some(coversLoopback))
  const isBlind =
    lists.allowList.length > 0 && (isBehind || (trial !== undefined && trial.looked > 0 && trial.fromLoopback === trial.looked))
  return (
    <>
      {wide.length > 0 && <Alert color="yellow">{t('guards.wide', { ranges: wide.join(', ') })}</Alert>}
      {isBlind && <Alert color="yellow">{t('guards.tunnel')}</Alert>}
      {trial && trial.refusedByAddress > 0 && (
        <Alert color="red">{t('guards.trial.address', { looked: trial.looked, count: trial.refusedByAddress })}</Alert>
      )}
      {trial && trial.refusedByHost > 0 && (
        <Alert color="red">{t('guards.trial.host', { looked: trial.looked, count: trial.refusedByHost })}</Alert>
      )}
      {trial && trial.refusedByAddress + trial.refusedByHost === 0 && (
        <Text size="sm" c="dimmed">
          {trial.looked === 0 ? t('guards.trial.none') : t('guards.trial.fine', { count: trial.looked })}
        </Text>
      )}
    </>
  )
}

function coversLoopback(range: string): boolean {
  return isLoopback(range.split('/')[0] ?? '')
}
