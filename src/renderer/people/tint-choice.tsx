import { Input, UnstyledButton } from '@mantine/core'
import { useId } from 'react'
import type { Host } from '../../shared/appointment.ts'
import { hostTint } from '../calendar/calendar-memory.ts'
import { t } from '../ui/t.tsx'
import classes from './people.module.css'

const tints = ['1', '2', '3', '4', '5', '6', '7', '8'] as const

/** Eight colours, each with its name for who cannot tell them apart, and the automatic one. */
export function TintChoice({ host, onChoose }: { host: Host; onChoose(tint: number | null): void }) {
  const id = useId()
  return (
    <div>
      <Input.Label id={id}>{t('team.member.tint')}</Input.Label>
      <div role="group" aria-labelledby={id} className={classes.tints}>
        <UnstyledButton className={classes.tint} aria-pressed={host.tint === null} onClick={() => onChoose(null)}>
          <span className={classes.swatch} data-tint={hostTint({ id: host.id, tint: null })} aria-hidden />
          {t('team.member.tints.automatic')}
        </UnstyledButton>
        {tints.map((tint) => (
          <UnstyledButton
            key={tint}
            className={classes.tint}
            aria-pressed={host.tint === Number(tint)}
            onClick={() => onChoose(Number(tint))}
          >
            <span className={classes.swatch} data-tint={tint} aria-hidden />
            {t(`team.member.tints.${tint}`)}
          </UnstyledButton>
        ))}
      </div>
    </div>
  )
}
