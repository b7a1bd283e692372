import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { DeskStatus } from '../../shared/contract.ts'
import { openPage } from '../app/navigation.ts'
import classes from '../app/frame.module.css'
import { ChooseVault } from './choose-vault.tsx'
import { UnlockVault } from './unlock-vault.tsx'

/** Says what the signing secrets wait for, and takes it. Nothing while they can be read. */
export function VaultBanner({ vault }: { vault: DeskStatus['vault'] }) {
  const [choosing, { open, close }] = useDisclosure(false)
  if (vault.state === 'ready') return null
  if (vault.state === 'locked') {
    return (
      <div className={classes.banner} data-tone="bad">
        <span>
          <strong>The signing secrets are locked.</strong> Until the passphrase is typed in, every endpoint is closed.
        </span>
        <UnlockVault />
      </div>
    )
  }
  if (vault.state === 'changed') {
    return (
      <div className={classes.banner} data-tone="bad">
        <span>
          <strong>The signing secrets were kept by another keyring than the one that is here now.</strong> Every endpoint is closed, nothing
          was deleted. Log in as before to have them back, or set the secrets anew.
        </span>
        {vault.mustChoose ? (
          <Button size="compact-sm" onClick={open}>
            Choose where to keep new ones
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => openPage('providers')}>
            Set secrets anew
          </Button>
        )}
        <ChooseVault opened={choosing} onClose={close} />
      </div>
    )
  }
  return (
    <div className={classes.banner} data-tone="wary">
      <span>
        <strong>This system has no keyring.</strong> Choose where signing secrets are kept before you set the first one.
      </span>
      <Button size="compact-sm" onClick={open}>
        Choose
      </Button>
      <ChooseVault opened={choosing} onClose={close} />
    </div>
  )
}
