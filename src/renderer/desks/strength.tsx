import { t } from '../ui/t.tsx'
import classes from './desks.module.css'
import { passwordStrength } from './password-strength.ts'

const filled = { short: 0, enough: 1, good: 2, strong: 3 }

/** How hard the password is to guess, while it is typed. */
export function Strength({ password }: { password: string }) {
  const strength = passwordStrength(password)
  const words = strength.level === 'short' ? t('desks.strength.short', { count: strength.missing }) : t(`desks.strength.${strength.level}`)
  return (
    <div className={classes.strength}>
      <meter aria-label={t('desks.strength.label')} min={0} max={3} low={1.5} high={2.5} optimum={3} value={filled[strength.level]}>
        {words}
      </meter>
      <span aria-live="polite">{words}</span>
    </div>
  )
}
