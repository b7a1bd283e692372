import { Suspense, useEffect, useMemo } from 'react'
import type { ComponentType } from 'react'
import { ClosedStore } from '../backup/closed-store.tsx'
import { Editor } from '../editor/editor.tsx'
import { CancelDialog } from '../gestures/cancel-dialog.tsx'
import { showInLog } from '../log/log-memory.ts'
import { PrintDesk } from '../print/print-desk.tsx'
import { useWindowCommands } from '../shell/use-window-commands.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { Banners } from './banners.tsx'
import { useCommands } from './commands.ts'
import type { Command } from './commands.ts'
import classes from './frame.module.css'
import { isPageChosen, navigation, openPage } from './navigation.ts'
import type { PageId } from './navigation.ts'
import { PageBoundary } from './page-boundary.tsx'
import { pageName, pagesHere } from './pages.ts'
import { Palette } from './palette.tsx'
import { useStatus } from './queries.ts'
import { Rail } from './rail.tsx'
import { ShortcutHelp } from './shortcut-help.tsx'
import { useSharingCommands } from '../sharing/use-sharing-commands.ts'
import { StatusLine } from './status-line.tsx'
import { useLanguageCommands } from './use-language-commands.ts'
import { useSchemeCommands } from './use-scheme-commands.ts'

/** The window: rail, banners, the page, the status line, and what can be reached from everywhere. */
export function Frame({ pages: shown }: { pages: Record<PageId, ComponentType> }) {
  const { page } = navigation.use()
  const isStoreClosed = useStatus(({ storeProblem }) => storeProblem !== null)
  usePageCommands()
  useSchemeCommands()
  useLanguageCommands()
  useWindowCommands()
  useFirstStart()
  // What an older or newer version remembered, or another role, may be a page that this one does not have.
  const Shown = pagesHere().some(({ id }) => id === page) ? shown[page] : shown.today
  return (
    <div className={classes.frame}>
      <Rail />
      <div className={classes.banners}>
        <Banners />
      </div>
      <div className={classes.page}>
        {isStoreClosed ? (
          <ClosedStore />
        ) : (
          <PageBoundary key={page}>
            <Suspense fallback={<TableSkeleton />}>
              <Shown />
            </Suspense>
          </PageBoundary>
        )}
      </div>
      <StatusLine />
      <Palette />
      <PrintDesk />
      <ShortcutHelp />
      <CancelDialog />
      <Editor />
    </div>
  )
}

function usePageCommands(): void {
  useSharingCommands()
  useCommands(
    useMemo(
      (): Command[] => [
        ...pagesHere().map((page, index) => ({
          id: `page-${page.id}`,
          label: pageName(page.id),
          group: t('app.group.goTo'),
          keys: [page.key, String(index + 1)],
          run: () => openPage(page.id),
        })),
        {
          id: 'to-look-at',
          label: t('app.toLookAt'),
          group: t('app.group.goTo'),
          run: () => showInLog({ verdicts: ['quarantined', 'failed'] }),
        },
      ],
      [],
    ),
  )
}

/** Once a window, however often its frame is drawn anew: another language does that. */
let isStartDecided = false

/**
 * An empty calendar would say nothing to somebody who has connected nothing yet: the first start begins where providers are connected.
 * Whoever went to a page before the desk had answered stays there.
 */
function useFirstStart(): void {
  const isFirst = useStatus(({ firstStart }) => firstStart)
  useEffect(() => {
    if (isFirst === undefined || isStartDecided) return
    isStartDecided = true
    if (isFirst && !isPageChosen()) openPage('providers')
  }, [isFirst])
}
