import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { clientStages } from '../../shared/words.ts'
import type { ClientStage } from '../../shared/words.ts'
import { may } from '../browser/may.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { stageLabel } from '../ui/labels.ts'
import classes from './pipeline.module.css'

/** What can be done with a client, for whom a pointer is nearer than the keys. */
export function CardMenu({
  clientId,
  stage,
  isReachable,
  onOpenChange,
  onOpenClient,
  onMove,
}: {
  clientId: number
  stage: ClientStage
  /** True: the tab key comes by; of a thousand cards only one is. */
  isReachable: boolean
  onOpenChange(isOpen: boolean): void
  onOpenClient(): void
  onMove(to: ClientStage): void
}) {
  const keys: Partial<Record<ClientStage, string>> = { completed: 'f', lost: 'l' }
  return (
    <Menu onChange={onOpenChange} position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={classes.menu}
          data-client={clientId}
          size={20}
          tabIndex={isReachable ? 0 : -1}
          aria-label={t('pipeline.card.menu')}
        >
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<Keys keys="Enter" />} onClick={onOpenClient}>
          {t('pipeline.do.open')}
        </Menu.Item>
        {may('pipeline.setStage') && <Menu.Divider />}
        {clientStages
          .filter((each) => each !== stage && may('pipeline.setStage'))
          .map((each) => (
            <Menu.Item key={each} rightSection={keys[each] && <Keys keys={keys[each]} />} onClick={() => onMove(each)}>
              {t('pipeline.do.moveTo', { stage: stageLabel(each) })}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
