import { useEffect, useRef } from 'react'
import { useSectionEditor } from '../use-section-editor'
import { NOTHING_UNSAVED } from './leave-guard'
import { SectionEditor } from './section-editor'
import type { SheetProps } from './section-sheet'

/** A sheet while it is written on; loaded when someone first does. */
export function Writing({ kit, section, onDone, onCancel, unsaved }: SheetProps) {
  const editor = useSectionEditor(kit.project_id, section, onDone)
  const { isDirty, isFragile } = editor
  useEffect(() => {
    unsaved.current = { isDirty, isFragile }
    return () => {
      unsaved.current = NOTHING_UNSAVED
    }
  }, [unsaved, isDirty, isFragile])
  return (
    <div>
      <SectionEditor section={section} editor={editor} onCancel={onCancel} />
      <LeavingField />
    </div>
  )
}

/** The field one wrote in goes with the editor: the button that opened it takes the focus back. */
function LeavingField() {
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const sheet = mark.current?.closest('article')
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body)
          sheet?.querySelector<HTMLElement>('[data-edit]')?.focus()
      })
    }
  }, [])
  return <span ref={mark} hidden />
}
