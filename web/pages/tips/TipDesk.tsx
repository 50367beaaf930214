import type { TipView } from '@hub/core/tip/tip.ts'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { AcceptTipDialog } from './AcceptTipDialog.tsx'
import { TipCard } from './TipCard.tsx'
import { useTipActs } from './use-tip-acts.ts'
import { useTipKeys } from './use-tip-keys.ts'

/** The queue: one tip is chosen, and the decisions stand under it. */
export function TipDesk({ rows }: { rows: readonly TipView[] }) {
  const canDecide = useMay()('tip.decide')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [isAccepting, setIsAccepting] = useState(false)
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0]
  const at = chosen ? rows.indexOf(chosen) : -1
  const acts = useTipActs(() => {
    setIsAccepting(false)
    setChosenId((rows[at + 1] ?? rows[at - 1])?.id ?? null)
  })
  useTipKeys({
    move: (step) => setChosenId(rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.id ?? null),
    accept: () => chosen && canDecide && setIsAccepting(true),
    decline: (reason) => chosen && canDecide && acts.decline(chosen.id, reason),
    undo: acts.undoLast,
  })
  return (
    <>
      <ActProblem error={acts.error} />
      <ul className="Tips" aria-label={t('tips.list')}>
        {rows.map((tip) => (
          <li key={tip.id}>
            <TipCard
              tip={tip}
              isChosen={tip.id === chosen?.id}
              onChoose={() => setChosenId(tip.id)}
              canDecide={canDecide}
              isBusy={acts.isBusy}
              onAccept={() => setIsAccepting(true)}
              onDecline={(reason) => acts.decline(tip.id, reason)}
            />
          </li>
        ))}
      </ul>
      {isAccepting && chosen ? (
        <AcceptTipDialog tip={chosen} acts={acts} onClose={() => setIsAccepting(false)} />
      ) : null}
    </>
  )
}
