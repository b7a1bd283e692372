import { Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import classes from './frame.module.css'
import { navigation, openPage } from './navigation.ts'
import { pageName, pagesHere } from './pages.ts'

/** The way between the pages. */
export function Rail() {
  const { page: current } = navigation.use()
  return (
    <nav className={classes.rail} aria-label={t('app.pages')}>
      {pagesHere().map((page, index) => (
        <Tooltip
          key={page.id}
          position="right"
          disabled={page.id === current}
          label={
            <>
              {pageName(page.id)} <Keys keys={page.key} /> {t('ui.or')} <Kbd>{index + 1}</Kbd>
            </>
          }
        >
          <UnstyledButton
            className={classes.railEntry}
            aria-current={page.id === current ? 'page' : undefined}
            onClick={() => openPage(page.id)}
          >
            <page.icon size={22} stroke={1.6} aria-hidden />
            <span>{pageName(page.id)}</span>
          </UnstyledButton>
        </Tooltip>
      ))}
    </nav>
  )
}
