import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { DeskStatus } from '../../shared/contract.ts'
import { openPage } from '../app/navigation.ts'
import classes from '../app/frame.module.css'
import { Reserved } from '../browser/reserved.tsx'
import { t, Words } from '../ui/t.tsx'
import { ChooseVault } from './choose-vault.tsx'
import { UnlockVault } from './unlock-vault.tsx'

const emphasis = { strong: <strong /> }

/** Says what the signing secrets wait for, and takes it. Nothing while they can be read. */
export function VaultBanner({ vault }: { vault: DeskStatus['vault'] }) {
  const [choosing, { open, close }] = useDisclosure(false)
  if (vault.state === 'ready') return null
  if (vault.state === 'locked') {
    return (
      <div className={classes.banner} data-tone="bad">
        <span>
          <Words k="vault.locked" parts={emphasis} />
        </span>
        <Reserved to="vault.unlock">
          <UnlockVault />
        </Reserved>
      </div>
    )
  }
  if (vault.state === 'changed') {
    return (
      <div className={classes.banner} data-tone="bad">
        <span>
          <Words k="vault.changed" parts={emphasis} />
        </span>
        {vault.mustChoose ? (
          <Reserved to="vault.choose">
            <Button size="compact-sm" onClick={open}>
              {t('vault.chooseNew')}
            </Button>
          </Reserved>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => openPage('providers')}>
            {t('vault.setAnew')}
          </Button>
        )}
        {choosing && <ChooseVault onClose={close} />}
      </div>
    )
  }
  return (
    <div className={classes.banner} data-tone="wary">
      <span>
        <Words k="vault.noKeyring" parts={emphasis} />
      </span>
      <Reserved to="vault.choose">
        <Button size="compact-sm" onClick={open}>
          {t('vault.choose')}
        </Button>
      </Reserved>
      {choosing && <ChooseVault onClose={close} />}
    </div>
  )
}
