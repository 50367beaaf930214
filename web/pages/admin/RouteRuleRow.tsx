import type { RouteRuleView } from '@hub/core/alert/route-rule-view.ts'

import { useSession } from '../../data/session.ts'
import { formatList, languageName } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

const TERMS_SHOWN = 8

type Props = {
  rule: RouteRuleView
  number: number
  canManage: boolean
  canGoUp: boolean
  canGoDown: boolean
  isMoving: boolean
  onMove: (by: -1 | 1) => void
  onEdit: () => void
  onRemove: () => void
}

/** One routing rule as a sentence, with its place in the order. */
export function RouteRuleRow({
  rule,
  number,
  canManage,
  canGoUp,
  canGoDown,
  isMoving,
  onMove,
  onEdit,
  onRemove,
}: Props) {
  return (
    <li className="RouteRule" {...(rule.enabled ? {} : { 'data-off': '' })}>
      <span className="RouteRule-number">{number}</span>
      <div className="RouteRule-words">
        <div className="RouteRule-head">
          <strong>
            <Content>{rule.title}</Content>
          </strong>
          {rule.isCatchAll ? <Badge>{t('admin.routes.catchAllBadge')}</Badge> : null}
          {rule.enabled ? null : <Badge tone="warning">{t('admin.routes.off')}</Badge>}
        </div>
        <RuleSentence rule={rule} />
        <p className="secondary">
          {rule.isCatchAll
            ? t('admin.routes.catchAll')
            : t(rule.continues ? 'admin.routes.continues' : 'admin.routes.stops')}
        </p>
      </div>
      {canManage ? (
        <div className="RouteRule-acts">
          {rule.isCatchAll ? null : (
            <>
              <MoveButton
                id={`rule-up-${rule.id}`}
                icon="up"
                label={t('admin.routes.up', { title: rule.title })}
                isDisabled={!canGoUp || isMoving}
                onPress={() => onMove(-1)}
              />
              <MoveButton
                id={`rule-down-${rule.id}`}
                icon="down"
                label={t('admin.routes.down', { title: rule.title })}
                isDisabled={!canGoDown || isMoving}
                onPress={() => onMove(1)}
              />
            </>
          )}
          <Button size="small" ariaLabel={t('admin.routes.edit', { title: rule.title })} onPress={onEdit}>
            {t('admin.routes.editShort')}
          </Button>
          {rule.isCatchAll ? null : (
            <IconButton
              size="small"
              icon="close"
              label={t('admin.routes.remove', { title: rule.title })}
              onPress={onRemove}
            />
          )}
        </div>
      ) : null}
    </li>
  )
}

type MoveProps = { id: string; icon: 'up' | 'down'; label: string; isDisabled: boolean; onPress: () => void }

/** Stays focusable while it cannot act, so that the keyboard does not lose its place. */
function MoveButton({ id, icon, label, isDisabled, onPress }: MoveProps) {
  return (
    <button
      id={id}
      type="button"
      className="Button Button-quiet Button-icon Button-small"
      aria-label={label}
      title={label}
      aria-disabled={isDisabled}
      onClick={() => !isDisabled && onPress()}
    >
      <Icon name={icon} />
    </button>
  )
}

function RuleSentence({ rule }: { rule: RouteRuleView }) {
  const { units } = useSession()
  const names = rule.unitIds.map((id) => units.find((unit) => unit.id === id)?.name ?? t('admin.routes.unitGone'))
  const terms = rule.terms.slice(0, TERMS_SHOWN).map((term) => `“${term}”`)
  const more = rule.terms.length - terms.length
  return (
    <p>
      <T
        id="admin.routes.says"
        values={{
          units: <Content>{formatList(names)}</Content>,
          what: (
            <>
              {terms.length > 0 ? (
                <T
                  id="admin.routes.terms"
                  values={{ terms: <Content>{more > 0 ? terms.join(', ') : formatList(terms)}</Content> }}
                />
              ) : (
                t('admin.routes.anything')
              )}
              {more > 0 ? <> {t('admin.routes.moreTerms', { count: more })}</> : null}
              {rule.languages.length > 0 ? (
                <> {t('admin.routes.in', { languages: formatList(rule.languages.map(languageName)) })}</>
              ) : null}
              {rule.countries.length > 0 ? (
                <>
                  {' '}
                  <T id="admin.routes.from" values={{ countries: <Content>{formatList(rule.countries)}</Content> }} />
                </>
              ) : null}
            </>
          ),
          severity: t(`terms.severityShort.${rule.minSeverity}`),
        }}
      />
    </p>
  )
}
