import type { UseFormRegister } from 'react-hook-form'
import { Field, Input, NativeSelect, Textarea } from '@/components/ui'
import type { Answers, Question } from '../types'

interface QuestionFieldProps {
  question: Question
  error: string | undefined
  register: UseFormRegister<Answers>
}

/** One question of a package's form, as its kind wants it. */
export const QuestionField = ({ question, error, register }: QuestionFieldProps) => (
  <Field label={question.label} hint={question.help || undefined} error={error} optional={!question.required}>
    <Control question={question} register={register} />
  </Field>
)

function Control({ question, register }: Omit<QuestionFieldProps, 'error'>) {
  const props = { required: question.required, ...register(question.name) }
  switch (question.kind) {
    case 'long_text':
      return <Textarea rows={4} {...props} />
    case 'choice':
      return (
        <NativeSelect {...props}>
          <option value="">Choose one…</option>
          {question.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </NativeSelect>
      )
    case 'number':
      return <Input inputMode="numeric" autoComplete="off" className="max-w-40" {...props} />
    case 'url':
      return <Input type="url" inputMode="url" placeholder="https://" {...props} />
    default:
      return <Input {...props} />
  }
}
