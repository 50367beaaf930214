import type { ProfilePreview } from '@hub/core/source/profile-preview.ts'
import { Link } from '@tanstack/react-router'

import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Time } from '../../ui/Time.tsx'
import { MarkedParts } from '../items/MarkedParts.tsx'

type Props = { examples: ProfilePreview['examples']; matched: number }

/** The newest items a profile would have matched, each with the words it was matched by. */
export function PreviewExamples({ examples, matched }: Props) {
  if (examples.length === 0) return null
  const isAll = matched <= examples.length
  const summary = isAll
    ? t('profilePreview.showAll', { count: examples.length })
    : t('profilePreview.showSome', { count: examples.length, all: formatNumber(matched) })
  return (
    <Disclosure summary={summary}>
      <ol className="PreviewExamples">
        {examples.map(({ id, title, passage, language, source, at }) => (
          <li key={id}>
            {/* A form under way stays where it is. */}
            <Link to="/items/$itemId" params={{ itemId: id }} target="_blank">
              <MarkedParts parts={title} language={language} />
              <span className="visually-hidden"> {t('profilePreview.newTab')}</span>
            </Link>
            {passage.length > 0 ? (
              <p>
                <MarkedParts parts={passage} language={language} />
              </p>
            ) : null}
            <p className="secondary">
              <T
                id="profilePreview.from"
                values={{ source: <Content>{source}</Content>, when: <Time at={at} as="moment" /> }}
              />
            </p>
          </li>
        ))}
      </ol>
    </Disclosure>
  )
}
