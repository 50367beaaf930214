import type { RuleView } from '@hub/core/signal/rule-view.ts'

import { formatList, languageName } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Time } from '../../ui/Time.tsx'

const TERMS_SHOWN = 6

type Props = { rule: RuleView; canManage: boolean; onOpen: () => void; onRemove: () => void }

/** One rule as a sentence, with what it raised this week and who changed it last. */
export function RuleRow({ rule, canManage, onOpen, onRemove }: Props) {
  return (
    <li className="DetectionRule" {...(rule.enabled ? {} : { 'data-off': '' })}>
      <div className="DetectionRule-words">
        <div className="DetectionRule-head">
          <strong>
            <Content>{rule.title}</Content>
          </strong>
          <Badge>{t(`rules.kind.${rule.kind}`)}</Badge>
          {rule.enabled ? null : <Badge tone="warning">{t('rules.off')}</Badge>}
        </div>
        <RuleSays rule={rule} />
        <p className="secondary">
          {t('rules.raisedThisWeek', { count: rule.raisedThisWeek })} ·{' '}
          <T
            id="rules.changed"
            values={{ who: <Content>{rule.changedBy}</Content>, when: <Time at={rule.changedAt} /> }}
          />
        </p>
      </div>
      <div className="DetectionRule-acts">
        <Button
          size="small"
          ariaLabel={t(canManage ? 'rules.edit' : 'rules.try', { title: rule.title })}
          onPress={onOpen}
        >
          {t(canManage ? 'rules.editShort' : 'rules.tryShort')}
        </Button>
        {canManage ? (
          <IconButton size="small" icon="close" label={t('rules.remove', { title: rule.title })} onPress={onRemove} />
        ) : null}
      </div>
    </li>
  )
}

function RuleSays({ rule }: { rule: RuleView }) {
  const { kind, minPublishers, minItems, minZ, severity } = rule
  const terms = rule.terms.slice(0, TERMS_SHOWN).map((term) => `“${term}”`)
  const more = rule.terms.length - terms.length
  return (
    <p>
      {kind === 'keyword' ? (
        <T
          id="rules.says.keyword"
          values={{
            terms: <Content>{more > 0 ? terms.join(', ') : formatList(terms)}</Content>,
            more,
            items: minItems,
            publishers: minPublishers,
          }}
        />
      ) : (
        t(`rules.says.${kind}`, { publishers: minPublishers, items: minItems, z: minZ })
      )}{' '}
      {rule.languages.length > 0 ? t('rules.in', { languages: formatList(rule.languages.map(languageName)) }) : null}{' '}
      {severity === null
        ? t('rules.urgencyByNumbers')
        : t('rules.urgency', { severity: t(`terms.severityShort.${severity}`) })}
    </p>
  )
}
