import { Page } from '../ui/page.tsx'

export function PipelinePage() {
  return <Page title="Pipeline">{null}</Page>
}
