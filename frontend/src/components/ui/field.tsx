import { CircleAlert } from 'lucide-react'
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from 'react'
import { cn } from './cn'

interface FieldIds {
  control: string
  hint: string | undefined
  error: string | undefined
}

const FieldContext = createContext<FieldIds | null>(null)

/** The id and descriptions a control takes over from the `Field` around it. */
export function useFieldControl() {
  const ids = useContext(FieldContext)
  if (!ids) return {}
  return {
    id: ids.control,
    'aria-describedby': [ids.error, ids.hint].filter(Boolean).join(' ') || undefined,
    'aria-invalid': ids.error ? true : undefined,
    'aria-errormessage': ids.error,
  }
}

interface FieldProps extends Omit<ComponentProps<'div'>, 'children'> {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
  /** Beside the label, at the right: a link, a counter. */
  aside?: ReactNode
  children: ReactNode
}

/** A labelled control with its hint and its error, tied together for assistive technology. */
export function Field({ label, hint, error, optional, aside, className, children, ...props }: FieldProps) {
  const id = useId()
  const ids: FieldIds = {
    control: id,
    hint: hint ? `${id}-hint` : undefined,
    error: error ? `${id}-error` : undefined,
  }
  return (
    <FieldContext value={ids}>
      <div data-slot="field" className={cn('grid gap-1.5', className)} {...props}>
        <div className="flex items-baseline justify-between gap-3">
          <label htmlFor={id} className="text-[14px] font-[560]">
            {label}
            {optional ? <span className="font-normal text-ink-3"> (optional)</span> : null}
          </label>
          {aside}
        </div>
        {children}
        {error ? <FieldError id={ids.error}>{error}</FieldError> : null}
        {hint ? (
          <div id={ids.hint} className="text-[13.5px] text-ink-3">
            {hint}
          </div>
        ) : null}
      </div>
    </FieldContext>
  )
}

export const FieldError = ({ id, children }: { id?: string | undefined; children: ReactNode }) => (
  <p id={id} role="alert" className="flex items-start gap-1.5 text-[13.5px] text-vermilion">
    <CircleAlert aria-hidden className="mt-[3px] size-[15px] shrink-0" />
    <span>{children}</span>
  </p>
)
