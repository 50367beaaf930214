import './intake.css'

import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { AddItemDialog } from './AddItemDialog.tsx'

/** The ways to bring items in by hand, for those who may. */
export function IntakeActions() {
  const may = useMay()
  const [isAdding, setIsAdding] = useState(false)
  if (!may('item.add')) return null
  return (
    <>
      <Link to="/items/import" className={buttonClass()}>
        {t('intake.import')}
      </Link>
      <Button variant="primary" icon="plus" onPress={() => setIsAdding(true)}>
        {t('intake.add')}
      </Button>
      {isAdding ? <AddItemDialog onClose={() => setIsAdding(false)} /> : null}
    </>
  )
}
