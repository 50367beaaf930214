import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'

import { importOpml } from '../../data/source-imports.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ProfileSelect } from './ProfileSelect.tsx'

const LARGEST_BYTES = 20 * 1024 * 1024

/** Hands in a reader's list of feeds; the import's own page shows how far it is. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null)
  const [profileId, setProfileId] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const navigate = useNavigate()
  const send = useAct(
    async (chosen: File) =>
      importOpml({ name: chosen.name, opml: await chosen.text(), ...(profileId ? { profileId } : {}) }),
    [['imports']],
  )
  const isTooLarge = file !== null && file.size > LARGEST_BYTES
  const submit = () => {
    setWasAsked(true)
    if (!file || isTooLarge) return
    send.mutate(file, {
      onSuccess: ({ id }) => void navigate({ to: '/sources/imports/$importId', params: { importId: id } }),
    })
  }
  const fault = isTooLarge ? t('sources.importTooLarge') : wasAsked && !file ? t('sources.importNone') : null
  return (
    <FormDialog
      title={t('sources.importTitle')}
      send={t('sources.importSend')}
      onSend={submit}
      isPending={send.isPending}
      problem={<ActProblem error={send.error} />}
      onClose={onClose}
    >
      <p>{t('sources.importHint')}</p>
      <p>
        <Link to="/sources/imports">{t('sources.imports')}</Link>
      </p>
      <div className="Field">
        <span className="Field-label">{t('sources.importFile')}</span>
        <div className="FormActions ImportFile">
          <FileTrigger
            acceptedFileTypes={['.opml', '.xml', 'text/x-opml', 'text/xml', 'application/xml']}
            onSelect={(files) => setFile(files?.[0] ?? null)}
          >
            <Button>{t(file ? 'sources.importOther' : 'sources.importChoose')}</Button>
          </FileTrigger>
          {file ? <Content>{file.name}</Content> : null}
        </div>
        {fault ? (
          <span className="Field-error" role="alert">
            {fault}
          </span>
        ) : null}
      </div>
      <ProfileSelect value={profileId} onChange={setProfileId} />
    </FormDialog>
  )
}
