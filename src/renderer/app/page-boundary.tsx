import { Component } from 'react'
import type { ReactNode } from 'react'
import { ErrorNotice } from '../ui/error-notice.tsx'

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
      <main aria-label="Fault">
        <ErrorNotice
          title="This page could not be drawn. Deliveries are still received."
          error={this.state.error}
          onRetry={() => this.setState({ error: null })}
        />
      </main>
    )
  }
}
