import type { ReactNode } from 'react'
import { FieldError } from '@/components/ui'

interface AnswerFieldProps {
  error: string | undefined
  hint?: ReactNode
  children: (control: {
    'aria-labelledby': string
    'aria-describedby': string
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** The one control of a step, named by the question above it and described by what stands around it. */
export const AnswerField = ({ error, hint, children }: AnswerFieldProps) => (
  <div className="grid gap-2">
    {children({
      'aria-labelledby': 'question',
      'aria-describedby': [error ? 'answer-error' : '', 'lead', hint ? 'answer-hint' : '']
        .filter(Boolean)
        .join(' '),
      'aria-invalid': error ? true : undefined,
    })}
    {error ? <FieldError id="answer-error">{error}</FieldError> : null}
    {hint ? (
      <div id="answer-hint" className="text-[14px] text-ink-3">
        {hint}
      </div>
    ) : null}
  </div>
)
