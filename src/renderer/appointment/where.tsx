import { Button, Text } from '@mantine/core'
import { IconExternalLink, IconMapPin, IconPhone, IconVideo } from '@tabler/icons-react'
import type { Location } from '../../shared/appointment.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { t } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { safeLink } from './safe-link.ts'
import { Section } from './section.tsx'

const icons = { video: IconVideo, place: IconMapPin, phone: IconPhone, other: IconExternalLink } as const

export function Where({ location }: { location: Location | null }) {
  if (!location) return null
  const Icon = icons[location.kind]
  const link = safeLink(location.url)
  return (
    <Section title={t('appointment.where.title')}>
      {location.text && (
        <Text size="sm" className={classes.marked} data-private={location.kind === 'video' ? undefined : ''}>
          <Icon size={16} aria-hidden />
          {location.text}
        </Text>
      )}
      {link && (
        <div className={classes.marked}>
          {/* Main decides whether it is opened, and asks first where it does not know the host. */}
          <Button
            component="a"
            href={link.href}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<Icon size={16} aria-hidden />}
          >
            {t(location.kind === 'video' ? 'appointment.where.join' : 'appointment.where.open', { place: link.hostName })}
          </Button>
          <CopyButton value={link.href} label={t('appointment.where.copy')} />
        </div>
      )}
      {location.url !== null && !link && <Text size="sm">{location.url}</Text>}
      {!location.text && location.url === null && (
        <Text size="sm">{t(location.kind === 'video' ? 'appointment.where.videoWithoutLink' : 'appointment.where.unknown')}</Text>
      )}
    </Section>
  )
}
