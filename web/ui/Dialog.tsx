import './overlay.css'

import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

import { t } from '../i18n/t.ts'
import { IconButton } from './IconButton.tsx'

type Props = {
  title: ReactNode
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** Buttons, the primary one last. */
  footer?: ReactNode
  isWide?: boolean
  /** `alertdialog` for what cannot be undone. */
  role?: 'dialog' | 'alertdialog'
}

/** A dialog over the page. Escape and the veil close it; focus returns to where it came from. */
export function Dialog({ title, isOpen, onClose, children, footer, isWide, role = 'dialog' }: Props) {
  return (
    <ModalOverlay
      className="Veil"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
    >
      <Modal className={isWide ? 'Modal Modal-wide' : 'Modal'}>
        <AriaDialog className="Dialog" role={role}>
          <div className="Dialog-head">
            <Heading slot="title" className="Dialog-title">
              {title}
            </Heading>
            <IconButton icon="close" label={t('ui.close')} onPress={onClose} />
          </div>
          <div className="Dialog-body">{children}</div>
          {footer ? <div className="Dialog-foot">{footer}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
