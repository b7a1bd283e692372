import { Button, FileButton, Group, Input } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { t } from '../ui/t.tsx'
import classes from './booking.module.css'
import { logoOf } from './logo.ts'

interface LogoFieldProps {
  /** As a data address; null: none. */
  logo: string | null
  error: ReactNode
  onChange(logo: string | null): void
}

/** The office's logo, as the page shows it. Whatever picture is chosen is made as small as the page needs it. */
export function LogoField({ logo, error, onChange }: LogoFieldProps) {
  const [isUnreadable, setUnreadable] = useState(false)
  const choose = async (file: File | null): Promise<void> => {
    if (file === null) return
    const made = await logoOf(file)
    setUnreadable(made === null)
    if (made !== null) onChange(made)
  }
  return (
    <Input.Wrapper
      label={t('booking.tab.field.logo')}
      labelElement="div"
      description={t('booking.tab.means.logo')}
      error={isUnreadable ? t('booking.tab.logo.unreadable') : error}
    >
      <Group gap="sm" mt={6}>
        {logo !== null && <img className={classes.logo} src={logo} alt={t('booking.tab.logo.preview')} />}
        <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => void choose(file)}>
          {(props) => (
            <Button {...props} variant="default">
              {t(logo === null ? 'booking.tab.logo.choose' : 'booking.tab.logo.replace')}
            </Button>
          )}
        </FileButton>
        {logo !== null && (
          <Button variant="default" onClick={() => onChange(null)}>
            {t('booking.tab.logo.remove')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  )
}
