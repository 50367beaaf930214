import { FILE_ENCODINGS, type FileEncoding } from '@hub/core/intake/file-encoding.ts'
import { FILE_FORMATS } from '@hub/core/intake/read-records.ts'

import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import type { ImportDraft } from './use-import-draft.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
const ENCODING_NAMES: Record<FileEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (LE)',
  'utf-16be': 'UTF-16 (BE)',
  'windows-1252': 'Windows-1252',
}

/** How the file is written: what was detected, and what a person says instead. */
export function ShapeFields({ draft }: { draft: ImportDraft }) {
  const { shape, reshape } = draft
  return (
    <>
      <div className="IntakePairs">
        <SelectInput
          label={t('intake.format')}
          value={shape.format}
          onChange={(format) => reshape({ ...shape, format })}
          choices={FILE_FORMATS.map((value) => ({ value, label: t(`intake.format.${value}`) }))}
        />
        <SelectInput
          label={t('intake.encoding')}
          hint={t('intake.encodingHint')}
          value={draft.file.encoding}
          onChange={draft.setEncoding}
          choices={FILE_ENCODINGS.map((value) => ({ value, label: ENCODING_NAMES[value], isContent: true }))}
        />
        {shape.format === 'csv' ? (
          <SelectInput
            label={t('intake.delimiter')}
            value={DELIMITERS.find((mark) => mark === shape.delimiter) ?? null}
            onChange={(delimiter) => reshape({ ...shape, delimiter })}
            choices={DELIMITERS.map((value) => ({ value, label: t(`intake.delimiter.${DELIMITER_NAMES[value]}`) }))}
          />
        ) : null}
      </div>
      {shape.format === 'csv' ? (
        <CheckInput isSelected={shape.hasHeading} onChange={(hasHeading) => reshape({ ...shape, hasHeading })}>
          {t('intake.hasHeading')}
        </CheckInput>
      ) : null}
    </>
  )
}
