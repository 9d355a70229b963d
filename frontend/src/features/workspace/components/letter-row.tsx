import { memo } from 'react'
import { relativeDay } from '@/lib/format'
import type { Caught, Letter } from '../model'
import { CreatorLetter } from './creator-letter'
import { PartnerLetter } from './partner-letter'
import { UnsentLetter } from './unsent-letter'

interface LetterRowProps {
  letter: Letter
  caught: Caught | undefined
  isLast: boolean
  projectId: string
  canEdit: boolean
}

export const LetterRow = memo(function LetterRow({ letter, ...rest }: LetterRowProps) {
  return (
    <div className="mx-auto w-[calc(100%-32px)] max-w-[660px] pb-[30px] md:w-[calc(100%-48px)]">
      {letter.opensDay ? (
        <p className="mb-[22px] text-center text-[12.5px] text-ink-3">{relativeDay(letter.opensDay)}</p>
      ) : null}
      <Body letter={letter} {...rest} />
    </div>
  )
})

function Body({ letter: { message, outgoing }, caught, isLast, projectId, canEdit }: LetterRowProps) {
  if (outgoing) return <UnsentLetter outgoing={outgoing} />
  if (!message) return null
  if (message.role === 'assistant') {
    return <PartnerLetter message={message} isLast={isLast} canEdit={canEdit} />
  }
  return <CreatorLetter message={message} caught={caught} projectId={projectId} canEdit={canEdit} />
}
