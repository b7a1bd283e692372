import { Component } from 'react'
import type { ReactNode } from 'react'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { t } from '../ui/t.tsx'

/**
 * Keeps a fault of one page on that page: rail and status line stay, and the way to another page is open.
 * A class, because React has no other form for it.
 */
export class PageBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <main aria-label={t('app.fault')}>
        <ErrorNotice title={t('app.pageFault')} error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </main>
    )
  }
}
