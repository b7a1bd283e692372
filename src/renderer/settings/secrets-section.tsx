import { Box, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { DeskStatus } from '../../shared/contract.ts'
import type { Settings } from '../../shared/settings.ts'
import { useStatus } from '../app/queries.ts'
import { ReminderForm } from '../guards/reminder-form.tsx'
import { t } from '../ui/t.tsx'
import { ChooseVault } from '../vault/choose-vault.tsx'
import { UnlockVault } from '../vault/unlock-vault.tsx'
import { RetiredSecrets } from './retired-secrets.tsx'
import { Section } from './section.tsx'
import { backendWords } from './vault-words.ts'

/** Where signing secrets are kept, the decision where the system has no keyring, and how old they may become. */
export function SecretsSection({ settings }: { settings: Settings }) {
  const vault = useStatus((status) => status.vault)
  const [choosing, { open, close }] = useDisclosure(false)
  return (
    <Section id="secrets" title={t('settings.secrets.title')} description={t('settings.secrets.about')}>
      {vault && <VaultState vault={vault} onChoose={open} />}
      <Box mt="md">
        <ReminderForm settings={settings} />
      </Box>
      <RetiredSecrets />
      {choosing && <ChooseVault onClose={close} />}
    </Section>
  )
}

function VaultState({ vault, onChoose }: { vault: DeskStatus['vault']; onChoose(): void }) {
  if (vault.state === 'choose') {
    return (
      <>
        <Text size="sm" mb="xs">
          {t('settings.secrets.choose')}
        </Text>
        <Button onClick={onChoose}>{t('vault.choose')}</Button>
      </>
    )
  }
  return (
    <>
      <Text size="sm">{backendWords(vault.backend)}</Text>
      {vault.state === 'locked' && <UnlockVault />}
      {vault.state === 'changed' && (
        <Text size="sm" mt={4} mb="xs">
          {t('settings.secrets.changed')}
        </Text>
      )}
      {vault.mustChoose && <Button onClick={onChoose}>{t('settings.secrets.chooseAnother')}</Button>}
    </>
  )
}
