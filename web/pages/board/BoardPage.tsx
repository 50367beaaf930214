import { Page } from '../../ui/Page.tsx'

export function BoardPage() {
  return <Page title="">{null}</Page>
}
