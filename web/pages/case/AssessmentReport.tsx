import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { suggestPriority } from '@hub/core/resist/assessment.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Time } from '../../ui/Time.tsx'

type Saved = NonNullable<CaseDetail['assessment']>

/** A saved assessment, to be read: verdict first, then what it rests on, then who said so. */
export function AssessmentReport({ assessment }: { assessment: Saved }) {
  const { opinionGate, firstFlags, reach, impacts, confidence, basis, priority, assessedBy, assessedAt, revision } =
    assessment
  const suggested = suggestPriority(assessment)
  const facts = [
    { term: t('case.reach'), value: t(`case.reach.${reach}`) },
    {
      term: t('case.impacts'),
      value:
        impacts.length > 0 ? <Tags words={impacts.map((area) => t(`case.impact.${area}`))} /> : t('case.impactsNone'),
    },
    {
      term: t('case.first'),
      value:
        firstFlags.length > 0 ? (
          <Tags words={firstFlags.map((flag) => t(`case.first.${flag}`))} />
        ) : (
          t('case.firstNone')
        ),
    },
    { term: t('case.confidence'), value: t(`case.level.${confidence}`) },
    {
      term: t('case.basisShort'),
      value: (
        <span className="Assessment-basis">
          <Content>{basis}</Content>
        </span>
      ),
    },
  ]
  return (
    <>
      <div className="Assessment-verdict">
        <strong>{t(`case.gate.${opinionGate}`)}</strong>
        <Badge tone={priority === 'high' ? 'warning' : 'neutral'}>
          {t('case.priority')}: {t(`case.level.${priority}`)}
        </Badge>
        <span className="secondary">
          {priority === suggested ? (
            t('case.priorityFits')
          ) : (
            <T
              id="case.priorityDiffers"
              values={{ level: t(`case.level.${suggested}`), name: <Content>{assessedBy}</Content> }}
            />
          )}
        </span>
      </div>
      <Facts facts={facts} />
      <p className="secondary Assessment-by">
        {t('case.revision', { count: revision })}:{' '}
        <T id="case.assessedBy" values={{ name: <Content>{assessedBy}</Content>, when: <Time at={assessedAt} /> }} />
      </p>
    </>
  )
}

function Tags({ words }: { words: readonly string[] }) {
  return (
    <span className="Assessment-tags">
      {words.map((word) => (
        <Badge key={word}>{word}</Badge>
      ))}
    </span>
  )
}
