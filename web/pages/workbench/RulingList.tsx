import type { RulingView } from '@hub/core/narrative/ruling-view.ts'
import { useQuery } from '@tanstack/react-query'

import { rulingsQuery } from '../../data/rulings.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { sayRuling } from './say-ruling.tsx'
import type { useUndoRuling } from './use-rulings.ts'

type Undo = Pick<ReturnType<typeof useUndoRuling>, 'mutate' | 'isPending' | 'variables'>

/** What was ruled here, by whom and why, the engine's own merges too; each is taken back in place, or says why it cannot be. */
export function RulingList({ narrativeId, undo }: { narrativeId: string; undo: Undo }) {
  const query = useQuery(rulingsQuery(narrativeId))
  return (
    <Panel title={t('workbench.rulings')} isFlush>
      <QueryPart query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="Workbench-none secondary">{t('workbench.noRulings')}</p>
          ) : (
            <ul className="RulingList">
              {rows.map((ruling) => (
                <li key={ruling.id}>
                  <Ruling ruling={ruling} undo={undo} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryPart>
    </Panel>
  )
}

function Ruling({ ruling, undo }: { ruling: RulingView; undo: Undo }) {
  const { undoRefusal, undone } = ruling
  return (
    <div className="Ruling" data-undone={undone ? '' : undefined}>
      <p>{sayRuling(ruling)}</p>
      <p className="secondary">
        {ruling.byMachine ? t('workbench.byMachine') : <Content>{ruling.ruledBy}</Content>}
        {' · '}
        <Time at={ruling.ruledAt} />
        {ruling.reason ? (
          <>
            {' · '}
            <Content>{ruling.reason}</Content>
          </>
        ) : null}
      </p>
      {ruling.byMachine ? <p className="secondary">{sayNumbers(ruling)}</p> : null}
      {undone ? (
        <p className="secondary">
          <T id="workbench.undoneBy" values={{ name: <Content>{undone.by}</Content>, when: <Time at={undone.at} /> }} />
        </p>
      ) : undoRefusal ? (
        <p className="secondary">{t(`workbench.refusal.${undoRefusal}`)}</p>
      ) : (
        <Button
          size="small"
          icon="undo"
          onPress={() => undo.mutate(ruling.id)}
          isPending={undo.isPending && undo.variables === ruling.id}
        >
          {t('ui.undo')}
        </Button>
      )}
    </div>
  )
}

function sayNumbers({ kind, details }: RulingView): string {
  const shown = (value: unknown) => formatNumber(Number(value ?? 0), { maximumFractionDigits: 2 })
  if (kind === 'split')
    return t('workbench.machineSplitWhy', { cosine: shown(details.cosine), allowed: shown(details.allowedCosine) })
  return t('workbench.machineWhy', { cosine: shown(details.centroidCosine), required: shown(details.requiredCosine) })
}
