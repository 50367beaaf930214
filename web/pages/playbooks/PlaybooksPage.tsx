import { Page } from '../../ui/Page.tsx'

export function PlaybooksPage() {
  return <Page title="">{null}</Page>
}
