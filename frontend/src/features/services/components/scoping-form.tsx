import { useEffect } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { Banner, Button } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { emptyAnswers, faultOf, sentencesOf, toWire } from '../answers'
import type { Answers, Question } from '../types'
import { QuestionField } from './question-field'

type WireAnswers = Record<string, string | number>

interface ScopingFormProps {
  questions: readonly Question[]
  /** What is known already: from a draft. */
  given: Answers
  onChange?(answers: Answers): void
  onSend(answers: WireAnswers): Promise<unknown>
  /** Keeps it at the server without asking for a price. */
  onKeep?(answers: WireAnswers): Promise<unknown>
}

const resolverOf =
  (questions: readonly Question[]): Resolver<Answers> =>
  (values) => {
    const faults = questions.flatMap((question) => {
      const message = faultOf(question, values[question.name])
      return message ? [[question.name, { type: 'validate', message }] as const] : []
    })
    return faults.length > 0 ? { values: {}, errors: Object.fromEntries(faults) } : { values, errors: {} }
  }

/** What we ask before we name a price. Nothing that was typed is lost, whatever the server says. */
export function ScopingForm({ questions, given, onChange, onSend, onKeep }: ScopingFormProps) {
  const form = useForm<Answers>({
    resolver: resolverOf(questions),
    defaultValues: { ...emptyAnswers(questions), ...given },
    reValidateMode: 'onChange',
  })
  const { errors, isSubmitting } = form.formState

  useEffect(
    () =>
      form.subscribe({ formState: { values: true }, callback: ({ values }) => onChange?.({ ...values }) }),
    [form, onChange],
  )

  function refused(error: unknown) {
    const known = Object.entries(sentencesOf(error)).filter(([name]) =>
      questions.some((q) => q.name === name),
    )
    for (const [index, [name, message]] of known.entries())
      form.setError(name, { type: 'server', message }, { shouldFocus: index === 0 })
    if (known.length === 0) form.setError('root.server', { type: 'server', message: sentenceFor(error) })
  }

  const send = form.handleSubmit((answers) => onSend(toWire(questions, answers)).catch(refused))
  const keep = () => onKeep?.(toWire(questions, form.getValues())).catch(refused)
  const failure = errors.root?.server?.message

  return (
    <form onSubmit={send} noValidate className="grid gap-6">
      {questions.map((question) => (
        <QuestionField
          key={question.name}
          question={question}
          error={errors[question.name]?.message}
          register={form.register}
        />
      ))}
      {failure ? <Banner tone="error">{failure}</Banner> : null}
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Ask for a price
        </Button>
        {onKeep ? <Button onClick={keep}>Keep as a draft</Button> : null}
      </div>
      <p className="text-[13.5px] text-ink-3">Asking costs nothing, and binds you to nothing.</p>
    </form>
  )
}
