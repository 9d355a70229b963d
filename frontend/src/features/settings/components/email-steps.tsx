import { zodResolver } from '@hookform/resolvers/zod'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { SandboxMailbox } from '@/components/layout'
import { Banner, Button, CodeField, Field, Input, PasswordInput } from '@/components/ui'
import { isApiError, showServerErrors } from '@/lib/api'
import { account } from '@/lib/auth/account'
import { bareCode } from '@/lib/auth/rules'
import {
  type AddressValues,
  addressSchema,
  type CodeValues,
  codeSchema,
  type OwnPasswordValues,
  ownPasswordSchema,
} from '../model'

interface AddressStepProps {
  email: string
  send(email: string): Promise<void>
  onPassword(email: string): void
  onCancel(): void
}

export function AddressStep({ email, send, onPassword, onCancel }: AddressStepProps) {
  const form = useForm<AddressValues>({ resolver: zodResolver(addressSchema), defaultValues: { email } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (values) => {
    try {
      await send(values.email)
    } catch (error) {
      if (isApiError(error, 'reauthentication_required')) onPassword(values.email)
      else showServerErrors(error, form, ['email'])
    }
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormProblem message={errors.root?.server?.message} />
      <Field
        label="New e-mail"
        error={errors.email?.message}
        hint="A code goes there. Until you type it here, the old address stays."
      >
        <Input type="email" autoComplete="email" autoFocus required {...form.register('email')} />
      </Field>
      <Buttons onCancel={onCancel}>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Send me a code
        </Button>
      </Buttons>
    </form>
  )
}

interface PasswordStepProps {
  email: string
  send(): Promise<void>
  onCancel(): void
}

export function PasswordStep({ email, send, onCancel }: PasswordStepProps) {
  const form = useForm<OwnPasswordValues>({
    resolver: zodResolver(ownPasswordSchema),
    defaultValues: { password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await account.reauthenticate(password)
      await send()
    } catch (error) {
      showServerErrors(error, form, ['password'])
    }
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormProblem message={errors.root?.server?.message} />
      <Field
        label="Your password"
        error={errors.password?.message}
        hint={`To be sure that it is you who changes the address to ${email}.`}
      >
        <PasswordInput autoComplete="current-password" autoFocus required {...form.register('password')} />
      </Field>
      <Buttons onCancel={onCancel}>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Go on
        </Button>
      </Buttons>
    </form>
  )
}

interface CodeStepProps {
  email: string
  onDone(): Promise<void>
  onAgain(): Promise<void>
}

export function CodeStep({ email, onDone, onAgain }: CodeStepProps) {
  const form = useForm<CodeValues>({ resolver: zodResolver(codeSchema), defaultValues: { key: '' } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ key }) => {
    try {
      await account.confirmEmail(bareCode(key))
      await onDone()
    } catch (error) {
      if (isApiError(error) && error.status === 409) form.setError('root.server', { message: TOO_LATE })
      else showServerErrors(error, form, ['key'])
    }
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <p className="text-ink-2" role="status">
        We sent a six-character code to <strong className="font-[560] text-ink">{email}</strong>.
      </p>
      <FormProblem message={errors.root?.server?.message} />
      <SandboxMailbox />
      <CodeField error={errors.key?.message} {...form.register('key')} />
      <Buttons onCancel={onAgain} cancel="Another address or a new code">
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Confirm the address
        </Button>
      </Buttons>
    </form>
  )
}

const TOO_LATE = 'That code has run out or was tried too often. Ask for a new one below.'

const FormProblem = ({ message }: { message: string | undefined }) =>
  message ? <Banner tone="error">{message}</Banner> : null

interface ButtonsProps {
  onCancel(): void
  cancel?: string
  children: ReactNode
}

const Buttons = ({ onCancel, cancel = 'Cancel', children }: ButtonsProps) => (
  <div className="flex flex-wrap items-center gap-2.5">
    {children}
    <Button variant="quiet" onClick={onCancel}>
      {cancel}
    </Button>
  </div>
)
