import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'

import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'

const TYPES = ['.csv', '.tsv', '.txt', '.json', '.jsonl', '.ndjson', 'text/csv', 'application/json']

/** A place to drop a file on, or to choose one. */
export function ChooseFile({ fault, onChoose }: { fault: string | null; onChoose: (file: File) => void }) {
  return (
    <DropZone
      className="FileDrop"
      aria-label={t('intake.drop')}
      onDrop={(event) => {
        const dropped = event.items.find((item) => item.kind === 'file')
        if (dropped?.kind === 'file') void dropped.getFile().then(onChoose)
      }}
    >
      <p>{t('intake.drop')}</p>
      <FileTrigger
        acceptedFileTypes={TYPES}
        onSelect={(files) => {
          const chosen = files?.[0]
          if (chosen) onChoose(chosen)
        }}
      >
        <Button variant="primary">{t('intake.chooseFile')}</Button>
      </FileTrigger>
      <p className="secondary">{t('intake.fileKinds')}</p>
      {fault ? (
        <p className="Field-error" role="alert">
          {fault}
        </p>
      ) : null}
    </DropZone>
  )
}
