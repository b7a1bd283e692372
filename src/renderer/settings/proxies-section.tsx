import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Settings } from '../../shared/settings.ts'
import { signingProviderIds } from '../../shared/words.ts'
import type { BodyChange } from '../../shared/explain-words.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { Section } from './section.tsx'

/** What is undone of a proxy's doing, which a refused delivery's drawer began; only where there is any. */
export function ProxiesSection({ settings: { proxyChanges } }: { settings: Settings }) {
  const stop = useMutation({
    mutationFn: (provider: SigningProviderId) => {
      const { [provider]: _stopped, ...others } = proxyChanges
      return desk.settings.update({ proxyChanges: others })
    },
    onSuccess: () => tell(t('explain.proxies.stopped')),
    onError: (error) => tellFailure(t('explain.proxies.notStopped'), error),
  })
  const set = signingProviderIds.flatMap((provider) => {
    const change = proxyChanges[provider]
    return change === undefined ? [] : [{ provider, change }]
  })
  if (set.length === 0) return null
  return (
    <Section id="proxies" title={t('explain.proxies.title')} description={t('explain.proxies.about')}>
      <Stack gap="xs">
        {set.map(({ provider, change }) => (
          <Group key={provider} gap="xs">
            <Text size="sm">{undoneWords(provider, change)}</Text>
            <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate(provider)}>
              {t('explain.proxies.stop')}
            </Button>
          </Group>
        ))}
      </Stack>
    </Section>
  )
}

function undoneWords(provider: SigningProviderId, change: BodyChange): string {
  return t('explain.proxies.undone', { name: sourceName(provider), change: t(`explain.finding.change.${change}`) })
}
