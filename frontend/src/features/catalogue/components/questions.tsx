import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { Controller, type UseFormReturn, useFieldArray } from 'react-hook-form'
import { Button, Checkbox, Field, Input, NativeSelect, Textarea } from '@/components/ui'
import { type PackageForm, QUESTION_KINDS, type TypedQuestion } from './package-form'

type Form = UseFormReturn<PackageForm>

const MOST_QUESTIONS = 40
const NEW: TypedQuestion = { name: '', label: '', kind: 'text', required: true, help: '', choices: '' }

/** What is asked before a price is named, in the order it is asked. */
export function Questions({ form }: { form: Form }) {
  const { fields, append, remove, move } = useFieldArray({ control: form.control, name: 'questions' })
  return (
    <section aria-labelledby="questions-title" className="grid gap-3">
      <h3 id="questions-title" className="text-[19px]">
        What we ask before we quote
      </h3>
      {fields.map(({ id }, at) => (
        <Question
          key={id}
          form={form}
          at={at}
          isLast={at === fields.length - 1}
          onMove={(by) => move(at, at + by)}
          onRemove={() => remove(at)}
        />
      ))}
      <Button
        className="justify-self-start"
        size="s"
        disabled={fields.length >= MOST_QUESTIONS}
        onClick={() => append(NEW)}
      >
        <Plus aria-hidden /> Add a question
      </Button>
    </section>
  )
}

interface QuestionProps {
  form: Form
  at: number
  isLast: boolean
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

function Question({ form, at, isLast, onMove, onRemove }: QuestionProps) {
  const path = `questions.${at}` as const
  const kind = form.watch(`${path}.kind`)
  const errors = form.formState.errors.questions?.[at]
  const number = at + 1
  return (
    <fieldset className="grid gap-3 rounded-card border border-hairline p-4">
      <legend className="sr-only">Question {number}</legend>
      <div className="flex items-center justify-between gap-2">
        <span aria-hidden className="eyebrow">
          Question {number}
        </span>
        <span className="flex">
          <Button
            variant="quiet"
            size="icon"
            aria-label={`Move question ${number} up`}
            disabled={at === 0}
            onClick={() => onMove(-1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="quiet"
            size="icon"
            aria-label={`Move question ${number} down`}
            disabled={isLast}
            onClick={() => onMove(1)}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button variant="quiet" size="icon" aria-label={`Remove question ${number}`} onClick={onRemove}>
            <Trash2 aria-hidden />
          </Button>
        </span>
      </div>
      <Field label="Question" error={errors?.label?.message}>
        <Input
          maxLength={200}
          {...form.register(`${path}.label`, {
            validate: (text) => text.trim() !== '' || 'Write what is asked.',
          })}
        />
      </Field>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-4">
        <Field label="Answered by">
          <NativeSelect {...form.register(`${path}.kind`)}>
            {Object.entries(QUESTION_KINDS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Controller
          control={form.control}
          name={`${path}.required`}
          render={({ field }) => (
            <span className="flex h-11 items-center gap-2 text-[14.5px]">
              <Checkbox
                aria-label={`Question ${number} must be answered`}
                ref={field.ref}
                checked={field.value}
                onBlur={field.onBlur}
                onCheckedChange={(checked) => field.onChange(checked === true)}
              />
              Required
            </span>
          )}
        />
      </div>
      {kind === 'choice' ? (
        <Field label="Choices" hint="A line for each." error={errors?.choices?.message}>
          <Textarea
            rows={3}
            {...form.register(`${path}.choices`, {
              validate: (text) => text.trim() !== '' || 'Write what may be chosen.',
            })}
          />
        </Field>
      ) : null}
      <Field label="Help" optional>
        <Input maxLength={500} {...form.register(`${path}.help`)} />
      </Field>
    </fieldset>
  )
}
