import { type FormEvent, useState } from 'react'
import {
  Button,
  Dialog,
  DialogContent,
  DialogFooter,
  Field,
  FieldError,
  Textarea,
  toast,
} from '@/components/ui'
import { type ActiveProject, type DecisionCategory, type DecisionPoint, sentenceFor } from '@/lib/api'
import { useDecide } from '../api'
import { CATEGORY_NAMES, currentDecision, pointOf } from '../model'
import { fieldsFrom, inputFor, isSameValue, readValue } from '../values'
import { Arithmetic } from './arithmetic'
import { DecisionHistory } from './decision-history'
import { OptionCards, OWN } from './option-cards'
import { ValueFields } from './value-fields'

interface DecisionDialogProps {
  project: ActiveProject
  category: DecisionCategory
  onClose: () => void
  /** The dialog is gone and the focus has to go somewhere. */
  onClosed: () => void
}

export function DecisionDialog({ project, category, onClose, onClosed }: DecisionDialogProps) {
  const point = pointOf(project.playbook.decisions, category)
  return (
    <Dialog open={Boolean(point)} onOpenChange={(open) => (open ? undefined : onClose())}>
      {point ? (
        <DialogContent
          title={point.question}
          description={point.why}
          className="w-[min(600px,calc(100vw-24px))]"
          onOpenAutoFocus={focusChoice}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            onClosed()
          }}
        >
          <DecisionForm project={project} point={point} onClose={onClose} />
        </DialogContent>
      ) : null}
    </Dialog>
  )
}

/** One opens this to choose: the chosen option has the focus, else the first. */
function focusChoice(event: Event) {
  const dialog = event.currentTarget as HTMLElement
  const choice = dialog.querySelector<HTMLElement>('[role=radio][data-state=checked]')
  const target = choice ?? dialog.querySelector<HTMLElement>('[role=radio]')
  if (!target) return
  event.preventDefault()
  target.focus()
}

interface DecisionFormProps {
  project: ActiveProject
  point: DecisionPoint
  onClose: () => void
}

/** What is chosen at first: what stands, else what is recommended. */
function useChoice(project: ActiveProject, { category, options, recommendation }: DecisionPoint) {
  const standing = currentDecision(project.decisions, category)?.value ?? recommendation?.value
  const pricing = currentDecision(project.decisions, 'pricing')?.value
  const currency = typeof pricing === 'object' && 'currency' in pricing ? pricing.currency : 'USD'
  const index = options.findIndex(({ value }) => standing !== undefined && isSameValue(value, standing))
  const own = standing !== undefined || options.length === 0 ? OWN : ''
  const [choice, setChoice] = useState(index >= 0 ? String(index) : own)
  const [fields, setFields] = useState(() => fieldsFrom(standing, currency))
  const option = options[Number(choice)]
  const reading = choice === OWN ? readValue(category, fields) : option ? { value: option.value } : null
  return { choice, setChoice, fields, setFields, reading }
}

function DecisionForm({ project, point, onClose }: DecisionFormProps) {
  const { category, options, recommendation } = point
  const { choice, setChoice, fields, setFields, reading } = useChoice(project, point)
  const [rationale, setRationale] = useState('')
  const [isChecked, setIsChecked] = useState(false)
  const decide = useDecide(project.id)
  const problem = reading === null ? 'Choose one of these.' : 'problem' in reading ? reading.problem : null
  const sentence = (isChecked && problem) || (decide.error && sentenceFor(decide.error))

  function submit(event: FormEvent) {
    event.preventDefault()
    setIsChecked(true)
    if (!reading || 'problem' in reading || decide.isPending) return
    decide.mutate(inputFor(category, reading.value, rationale), {
      onSuccess: ({ display }) => {
        toast(`Written down: ${CATEGORY_NAMES[category]}, ${display}`)
        onClose()
      },
    })
  }

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      {recommendation ? <Arithmetic recommendation={recommendation} /> : null}
      <OptionCards
        options={options}
        recommended={recommendation?.value}
        label={point.question}
        choice={choice}
        onChoose={setChoice}
      />
      {choice === OWN ? <ValueFields category={category} fields={fields} onChange={setFields} /> : null}
      <Field label="Why" optional>
        <Textarea
          value={rationale}
          maxLength={1000}
          onChange={(event) => setRationale(event.target.value)}
          className="min-h-16"
        />
      </Field>
      <DecisionHistory project={project} category={category} />
      <DialogFooter className="sticky -bottom-6 -mx-6 -mb-6 border-t border-hairline bg-sheet px-6 py-3.5">
        {sentence ? (
          <div className="mr-auto self-center max-sm:w-full">
            <FieldError>{sentence}</FieldError>
          </div>
        ) : null}
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" pending={decide.isPending}>
          Write it down
        </Button>
      </DialogFooter>
    </form>
  )
}
