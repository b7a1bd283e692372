import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconMoonStars, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Gap } from '../../shared/contract/away.ts'
import { isWorthALine } from '../../shared/gap-news.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import classes from '../app/frame.module.css'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { AwayChanges } from './away-changes.tsx'
import { AwayRemedy } from './away-remedy.tsx'
import own from './away.module.css'
import { gapSentences, gapWords, isTroubled } from './away-words.ts'
import { latestGapQuery } from './queries.ts'

/** One line about the last time away: what was recovered, and what could not be checked. Nothing where there is nothing to say. */
export function AwayBanner() {
  const { data: gap } = useQuery(latestGapQuery)
  // The desk announces nothing when a line has become too old.
  const now = useNow()
  return gap && isWorthALine(gap, now) ? <GapLine key={gap.id} gap={gap} /> : null
}

const commands: CommandList = () => [
  { id: 'away-changes', label: t('away.show'), group: t('app.group.window') },
  { id: 'away-dismiss', label: t('away.dismiss'), group: t('app.group.window'), asks: 'away.dismiss' },
]

function GapLine({ gap }: { gap: Gap }) {
  const office = useOffice()
  const now = useNow()
  const [isOpen, setOpen] = useState(false)
  const dismiss = useMutation({
    mutationFn: () => desk.away.dismiss({ id: gap.id }),
    onError: (error) => tellFailure(t('away.dismissFailed'), error),
  })
  useCommandList(commands, (id) => (id === 'away-changes' ? setOpen(true) : dismiss.mutate()))
  const hasChanges = gap.recoveries.some(({ changed }) => changed > 0)
  return (
    <div
      className={`${classes.banner} ${own.line}`}
      data-tone={isTroubled(gap) ? 'wary' : undefined}
      role="group"
      aria-label={t('away.label')}
    >
      <IconMoonStars size={16} className={own.icon} aria-hidden />
      <div className={own.content}>
        <Tooltip label={gapWords(gap, office, now)} multiline maw={420}>
          <span role="status">{gapSentences(gap).join(' ')}</span>
        </Tooltip>
        {hasChanges && (
          <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
            {t('away.show')}
          </Button>
        )}
        <AwayRemedy gap={gap} />
      </div>
      {may('away.dismiss') && (
        <Tooltip label={t('away.dismiss')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('away.dismiss')}
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate()}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {isOpen && <AwayChanges gap={gap} onClose={() => setOpen(false)} />}
    </div>
  )
}
