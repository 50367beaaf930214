import { Page } from '../../ui/Page.tsx'

export function ProfilesPage() {
  return <Page title="">{null}</Page>
}
