import { Menu, UnstyledButton } from '@mantine/core'
import { IconFingerprint, IconLogout, IconUser } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useCommands } from '../app/commands.ts'
import { auth } from '../desks/auth.ts'
import { refusedSentence } from '../desks/refused-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './browser.module.css'
import { leave, session } from './session.ts'

/** Who is signed in here, as what, and the way out. Nothing in the window, at which somebody sits. */
export function MeButton() {
  const me = session.get()
  useCommands(
    useMemo(
      () =>
        me.kind === 'signed-in'
          ? [{ id: 'sign-out', label: t('desks.me.signOut'), group: t('app.group.window'), run: () => void signOut() }]
          : [],
      [me.kind],
    ),
  )
  if (me.kind !== 'signed-in') return null
  const role = t(`desks.role.${me.role}.name`)
  return (
    <Menu position="top-end">
      <Menu.Target>
        <UnstyledButton className={classes.me} title={t('desks.me.label', { name: me.name, role })}>
          <IconUser size={16} aria-hidden />
          <span className={classes.name}>{me.name}</span> <span className={classes.role}>{role}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {me.passkeys && (
          <Menu.Item leftSection={<IconFingerprint size={14} aria-hidden />} onClick={() => void addPasskey()}>
            {t('desks.me.addPasskey')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={14} aria-hidden />} onClick={() => void signOut()}>
          {t('desks.me.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

async function signOut(): Promise<void> {
  try {
    await auth.signOut()
    leave()
  } catch (error) {
    tellFailure(t('desks.me.signOutFailed'), new Error(refusedSentence(error)))
  }
}

async function addPasskey(): Promise<void> {
  try {
    await auth.addPasskey(null)
    tell(t('desks.me.passkeyAdded'))
  } catch (error) {
    tellFailure(t('desks.me.passkeyNotAdded'), new Error(refusedSentence(error, 'passkey')))
  }
}
