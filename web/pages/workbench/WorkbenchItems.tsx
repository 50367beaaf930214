import { MoreRows } from '../../frame/MoreRows.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useArrowKeys } from './item-cursor.ts'
import type { Workbench } from './use-workbench.ts'
import { WorkbenchItem } from './WorkbenchItem.tsx'

/** The items in groups of likes, what is least like the narrative first. New ones wait: nothing moves under the cursor. */
export function WorkbenchItems({ bench }: { bench: Workbench }) {
  const list = useArrowKeys()
  return (
    <Panel title={t('workbench.items')} aside={t('workbench.itemsHint')} isFlush>
      {bench.waiting > 0 ? (
        <div className="NewRowsBar" role="status">
          <Button size="small" variant="quiet" keyHint="n" onPress={bench.showAll}>
            {t('workbench.newItems', { count: bench.waiting })}
          </Button>
        </div>
      ) : null}
      <QueryPart query={bench.query}>
        {() =>
          bench.groups.length === 0 ? (
            <EmptyState title={t('workbench.noItems')}>{t('workbench.noItemsBody')}</EmptyState>
          ) : (
            <div ref={list}>
              {bench.groups.map((group, index) => (
                <Group key={group[0]?.id} group={group} number={index + 1} bench={bench} />
              ))}
            </div>
          )
        }
      </QueryPart>
      <div className="Workbench-more">
        <MoreRows query={bench.query} />
      </div>
    </Panel>
  )
}

type GroupProps = { group: Workbench['groups'][number]; number: number; bench: Workbench }

function Group({ group, number, bench }: GroupProps) {
  const [first] = group
  const isAll = group.every(({ id }) => bench.isMarked(id))
  const name = t('workbench.group', { number, count: group.length })
  return (
    <section className="Workbench-group" aria-label={name}>
      <header>
        <h3>{name}</h3>
        {first && group.length > 1 ? (
          <Button size="small" variant="quiet" onPress={() => bench.toggleGroup(first.id)}>
            {t(isAll ? 'workbench.unmarkGroup' : 'workbench.markGroup')}
          </Button>
        ) : null}
      </header>
      <ul>
        {group.map((item) => (
          <li key={item.id}>
            <WorkbenchItem item={item} isMarked={bench.isMarked(item.id)} onToggle={() => bench.toggle(item.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
