import type { ChangeReport } from '@hub/core/source/change-sources.ts'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Notice } from '../../ui/Notice.tsx'

const LISTED = 200

/** The sources that a change of many left as they were, each with the reason. */
export function RefusedSources({ refused }: Pick<ChangeReport, 'refused'>) {
  if (refused.length === 0) return null
  return (
    <Notice tone="warning" role="alert">
      {t('sources.someRefused', { count: refused.length })}
      <Disclosure summary={t('sources.whichRefused')} isOpen={refused.length <= 5}>
        <ul className="RefusedSources">
          {refused.slice(0, LISTED).map(({ id, title, reason }) => (
            <li key={id}>
              <strong>
                <Content>{title || id}</Content>
              </strong>{' '}
              <Content>{reason}</Content>
            </li>
          ))}
        </ul>
        {refused.length > LISTED ? <p>{t('sources.moreRefused', { count: refused.length - LISTED })}</p> : null}
      </Disclosure>
    </Notice>
  )
}
