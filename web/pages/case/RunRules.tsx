import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { playbookQuery } from '../../data/playbooks.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { DoAndDont } from '../playbooks/DoAndDont.tsx'

/** A playbook's do and don't beside its checklist, fetched when somebody looks. */
export function RunRules({ slug }: { slug: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const playbook = useQuery({ ...playbookQuery(slug), enabled: isOpen })
  return (
    <div className="Run-rules">
      <Disclosure summary={t('playbooks.doAndDont')} onToggle={setIsOpen}>
        {isOpen ? <QueryPart query={playbook}>{(detail) => <DoAndDont playbook={detail} />}</QueryPart> : null}
      </Disclosure>
    </div>
  )
}
