import { Button, Stack, Text } from '@mantine/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { ownLanguage } from '../app/language.tsx'
import { Look } from '../app/look.tsx'
import { presentLanguage, setLanguage, t } from '../ui/t.tsx'
import { session, takeEnd } from '../browser/session.ts'
import { forgetPerson } from '../browser/forget-person.ts'
import { DoorPage } from './door-page.tsx'
import { Invitation } from './invitation.tsx'
import { SignIn } from './sign-in.tsx'

const invitationHash = /^#invitation=([\w-]+)$/

/** Lets whoever is signed in through to the console; everybody else sees nothing of it, not even its name for the office. */
export function Gate({ children }: { children: ReactNode }) {
  const standing = useSyncExternalStore(session.subscribe, session.get)
  const [token, setToken] = useState(() => invitationHash.exec(location.hash)?.[1] ?? null)
  const [hasEnded] = useState(takeEnd)
  const isInside = standing.kind === 'signed-in' && token === null
  // Before what is inside is rendered: it looks its words up while rendering.
  if (!isInside) setLanguage(ownLanguage())
  const isOutside = standing.kind === 'signed-out'
  useEffect(() => {
    document.documentElement.lang = presentLanguage()
    if (isOutside) forgetPerson()
  }, [isOutside])
  if (isInside) return children

  // Read anew, so that nothing of whoever was signed in before is left in it, and without the link's word in the address.
  const enter = (): void => location.replace(location.pathname)
  const leave = (): void => {
    history.replaceState(null, '', location.pathname)
    setToken(null)
  }
  return (
    <Look>
      {standing.kind === 'closed' ? (
        <Notice title={t('desks.closed.title')} about={t('desks.closed.about')} />
      ) : standing.kind === 'asking' ? (
        standing.unreachable ? (
          <Notice title={t('desks.unreachable.title')} about={t('desks.unreachable.about')} />
        ) : (
          <DoorPage title={t('desks.reaching')}>{null}</DoorPage>
        )
      ) : token !== null ? (
        <Invitation token={token} onSignedIn={enter} onLeave={leave} />
      ) : (
        standing.kind === 'signed-out' && <SignIn passkeys={standing.passkeys} hasEnded={hasEnded} onSignedIn={enter} />
      )}
    </Look>
  )
}

function Notice({ title, about }: { title: string; about: string }) {
  return (
    <DoorPage title={title}>
      <Stack gap="sm">
        <Text role="alert">{about}</Text>
        <Button variant="default" size="sm" onClick={() => location.reload()}>
          {t('ui.tryAgain')}
        </Button>
      </Stack>
    </DoorPage>
  )
}
