import { Page } from '../../ui/Page.tsx'

export function PlaybookPage() {
  return <Page title="">{null}</Page>
}
