import { Anchor, Button, Collapse, Group, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Google } from '../../shared/contract/google.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import cardClasses from '../providers/providers.module.css'
import { t, Words } from '../ui/t.tsx'
import { ClientForm } from './client-form.tsx'
import classes from './google.module.css'

const googleConsole = 'https://console.cloud.google.com/auth/clients'
const steps = ['project', 'api', 'consent', 'publish', 'client'] as const

const commands: CommandList = () => [
  { id: 'google-client', label: t('google.command.client'), group: t('connections.palette'), asks: 'google.setClient' },
]

/** The office's own OAuth client: what is known of it, the form for it, and how one is made. */
export function ClientFact({ client }: { client: Google['client'] }) {
  const [editing, setEditing] = useState(false)
  useCommandList(commands, () => setEditing(true))
  const isForm = client === null || editing
  return (
    <>
      <dt>{t('google.client.label')}</dt>
      <dd>
        {client !== null && !editing && (
          <Group gap="xs">
            <span className={cardClasses.parts}>
              <code>{client.id}</code>
              <span>
                {client.secretLastFour === null
                  ? t('google.client.noSecret')
                  : t('google.client.secretKnown', { lastFour: client.secretLastFour })}
              </span>
            </span>
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('google.client.change')}
            </Button>
          </Group>
        )}
        {client === null && <p className={classes.about}>{t('google.client.about')}</p>}
        {isForm && (
          <>
            <HowTo />
            <ClientForm client={client} onDone={() => setEditing(false)} />
          </>
        )}
      </dd>
    </>
  )
}

/** The same steps with pictures are in docs/connect/google-calendar.md. */
function HowTo() {
  const [opened, { toggle }] = useDisclosure(false)
  return (
    <div className={classes.howTo}>
      <UnstyledButton className={cardClasses.stepsToggle} aria-expanded={opened} onClick={toggle}>
        <IconChevronRight size={16} aria-hidden className={cardClasses.chevron} />
        {t('google.client.how')}
      </UnstyledButton>
      <Collapse expanded={opened}>
        <ol className={classes.howToSteps}>
          {steps.map((step) => (
            <li key={step}>
              <Words k={`google.client.steps.${step}`} parts={{ code: <code /> }} />
            </li>
          ))}
        </ol>
        <Anchor href={googleConsole} underline="always" target="_blank" rel="noreferrer" fz="inherit" lh="inherit">
          {t('google.client.open')}
        </Anchor>
      </Collapse>
    </div>
  )
}
