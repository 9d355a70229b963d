import type { ComponentProps } from 'react'
import { Field } from './field'
import { Input } from './input'

interface CodeFieldProps extends ComponentProps<'input'> {
  error?: string | undefined
}

/** One field, so that pasting and the phone's own suggestion just work. */
export const CodeField = ({ error, ...props }: CodeFieldProps) => (
  <Field label="Code from the e-mail" error={error}>
    <Input
      autoComplete="one-time-code"
      autoCapitalize="characters"
      autoCorrect="off"
      spellCheck={false}
      inputMode="text"
      required
      className="num h-14 text-center !text-[24px] font-[560] tracking-[.28em] uppercase placeholder:tracking-[.28em]"
      {...props}
    />
  </Field>
)
