import { useState } from 'react'
import type { Message } from '@/lib/api'
import { useIsWriting } from '../conversation'
import type { Caught } from '../model'
import { Bubble } from './bubble'
import { CaughtLine } from './caught-line'
import { EditLetter } from './edit-letter'
import { CopyLetter, EditButton, LetterActions } from './letter-actions'

interface CreatorLetterProps {
  message: Message
  caught: Caught | undefined
  projectId: string
  canEdit: boolean
}

export function CreatorLetter({ message, caught, projectId, canEdit }: CreatorLetterProps) {
  const [isEditing, setIsEditing] = useState(false)
  const isWriting = useIsWriting()
  if (isEditing) return <EditLetter message={message} onClose={() => setIsEditing(false)} />
  return (
    <article aria-label="You" className="group relative grid justify-items-end">
      <Bubble text={message.text} />
      {caught ? <CaughtLine caught={caught} projectId={projectId} canEdit={canEdit} /> : null}
      <LetterActions className="top-full right-0 -mr-1.5">
        <CopyLetter text={message.text} />
        {canEdit && !isWriting ? <EditButton onEdit={() => setIsEditing(true)} /> : null}
      </LetterActions>
    </article>
  )
}
