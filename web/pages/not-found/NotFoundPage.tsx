import { Link } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'

/** An address that names nothing. */
export function NotFoundPage() {
  return (
    <main>
      <Page title={t('access.notFound')} heading={t('access.notFound')}>
        <p>{t('access.notFoundBody')}</p>
        <p>
          <Link to="/" className={buttonClass('primary')}>
            {t('access.toSituation')}
          </Link>
        </p>
      </Page>
    </main>
  )
}
