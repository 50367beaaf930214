import './intake.css'

import { IMPORT_BYTES_MAX } from '@hub/core/intake/item-import.ts'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { ImportForm } from './ImportForm.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { type ChosenFile, readChosenFile } from './read-file.ts'
import { RecentImports } from './RecentImports.tsx'

/** Brings in a file of items: choose, see how it is understood, correct, start, and watch it to its report. */
export function ImportPage() {
  const may = useMay()
  const { id } = useSearch({ from: '/frame/items/import' })
  const back = <Link to="/items">{t('intake.toItems')}</Link>
  return (
    <Page title={t('intake.import')} lead={t('intake.importLead')} back={back}>
      {id ? (
        <ImportProgress key={id} id={id} />
      ) : may('item.add') ? (
        <NewImport />
      ) : (
        <EmptyState title={t('intake.notYours')}>{t('intake.notYoursWhat')}</EmptyState>
      )}
      {id ? null : <RecentImports />}
    </Page>
  )
}

function NewImport() {
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const choose = async (chosen: File) => {
    setFault(null)
    if (chosen.size > IMPORT_BYTES_MAX) return setFault(t('intake.fileTooLarge'))
    if (chosen.size === 0) return setFault(t('intake.fileEmpty'))
    try {
      setFile(await readChosenFile(chosen))
    } catch {
      setFault(t('intake.fileUnreadable'))
    }
  }
  if (!file) return <ChooseFile fault={fault} onChoose={(chosen) => void choose(chosen)} />
  return <ImportForm key={`${file.name} ${file.bytes.length}`} file={file} onOther={() => setFile(null)} />
}
