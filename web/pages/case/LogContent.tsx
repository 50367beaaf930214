import type { LogEntryView } from '@hub/core/case/log-entry.ts'
import { RESPONSE_OPTIONS } from '@hub/core/response/response-option.ts'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Time } from '../../ui/Time.tsx'

const HEADINGS = ['rationale', 'information', 'risk', 'powers', 'options', 'audience', 'channel', 'objective'] as const

/** What an entry says: its text, and under it the headings that were filled in. */
export function LogContent({ entry: { content } }: { entry: LogEntryView }) {
  const text = read(content, 'text')
  const option = RESPONSE_OPTIONS.find((each) => each === content.option)
  const url = read(content, 'url')
  const reviewAt = read(content, 'reviewAt')
  const filled = HEADINGS.filter((heading) => read(content, heading))
  return (
    <div className="LogContent">
      {option ? <strong>{t(`case.option.${option}`)}</strong> : null}
      <p>
        <Content>{text}</Content>
      </p>
      {filled.length > 0 || url || reviewAt ? (
        <dl>
          {filled.map((heading) => (
            <div key={heading}>
              <dt>{t(`case.fieldOf.${heading}`)}</dt>
              <dd>
                <Content>{read(content, heading)}</Content>
              </dd>
            </div>
          ))}
          {reviewAt ? (
            <div>
              <dt>{t('case.fieldOf.reviewAt')}</dt>
              <dd>
                <Time at={reviewAt} as="day" />
              </dd>
            </div>
          ) : null}
          {url ? (
            <div>
              <dt>{t('case.fieldOf.url')}</dt>
              <dd>
                <a href={url} rel="noreferrer" target="_blank">
                  <Content>{url}</Content> <Icon name="external" size={12} />
                </a>
              </dd>
            </div>
          ) : null}
        </dl>
      ) : null}
    </div>
  )
}

function read(content: Record<string, unknown>, field: string): string {
  const value = content[field]
  return typeof value === 'string' ? value : ''
}
