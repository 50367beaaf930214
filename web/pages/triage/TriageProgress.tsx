import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { Triage } from './use-triage.ts'

/** What one decision takes, from which the time left is told. */
const SECONDS_EACH = 15

/** How far the queue is, what was decided last, and what could not be saved. */
export function TriageProgress({ triage }: { triage: Triage }) {
  const { done, left } = triage.counts
  return (
    <footer className="Triage-progress">
      {triage.fault ? (
        <Notice tone="danger" role="alert">
          {triage.fault}
        </Notice>
      ) : null}
      {triage.last ? (
        <div className="Triage-last">
          <span data-content="">{triage.last.said}</span>
          {triage.last.canUndo ? (
            <Button size="small" variant="quiet" icon="undo" keyHint="z" onPress={triage.undo}>
              {t('ui.undo')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <div className="Triage-bar-track" aria-hidden="true">
        <span style={{ inlineSize: `${(done / Math.max(1, done + left)) * 100}%` }} />
      </div>
      <p>{t('triage.progress', { done, left, minutes: Math.max(1, Math.round((left * SECONDS_EACH) / 60)) })}</p>
    </footer>
  )
}
