import type { ItemImportView } from '@hub/core/intake/item-import.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { MappingPanel } from './MappingPanel.tsx'
import { ProfileInForceSelect, useProfilesInForce } from './ProfileInForceSelect.tsx'
import type { ChosenFile } from './read-file.ts'
import { sendFile } from './send-file.ts'
import { ShapeFields } from './ShapeFields.tsx'
import { useImportDraft } from './use-import-draft.ts'

/** How the file is understood, corrected by the person, with the first rows as they would be stored. */
export function ImportForm({ file, onOther }: { file: ChosenFile; onOther: () => void }) {
  const draft = useImportDraft(file)
  const navigate = useNavigate()
  const profiles = useProfilesInForce()
  const [profileId, setProfileId] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const [sent, setSent] = useState(0)
  const send = useAct(
    (id: NonNullable<typeof profiles>[number]['id']): Promise<ItemImportView> =>
      sendFile({ file: draft.file, profileId: id, plan: draft.plan, onProgress: setSent }),
    [['item-imports']],
  )
  const profile = profiles?.find(({ id }) => id === profileId)
  const submit = () => {
    setWasAsked(true)
    if (!profile || !draft.isReady || draft.needsOrder) return
    send.mutate(profile.id, {
      onSuccess: ({ id }) => void navigate({ to: '/items/import', search: { id } }),
    })
  }
  return (
    <>
      <Panel title={<Content>{file.name}</Content>} aside={<Button onPress={onOther}>{t('intake.otherFile')}</Button>}>
        <div className="FormStack">
          <ShapeFields draft={draft} />
        </div>
      </Panel>
      <MappingPanel draft={draft} wasAsked={wasAsked} />
      <div className="ImportStart">
        <ProfileInForceSelect value={profileId} onChange={setProfileId} wasAsked={wasAsked} />
      </div>
      <ImportPreview
        rows={draft.judge(profile ?? null)}
        isWhole={draft.file.isWhole}
        isJudged={profile !== undefined}
      />
      <div className="FormStack ImportStart">
        <ActProblem error={send.error} />
        {send.isPending ? (
          <Notice role="status">
            <T id="intake.sending" values={{ share: Math.round(sent * 100) }} />
            <progress className="Progress" value={sent} max={1} aria-label={t('intake.sendingLabel')} />
          </Notice>
        ) : null}
        <div className="FormActions">
          <Button variant="primary" onPress={submit} isPending={send.isPending}>
            {t('intake.start')}
          </Button>
        </div>
      </div>
    </>
  )
}
