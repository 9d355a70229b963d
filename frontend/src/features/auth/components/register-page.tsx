import { zodResolver } from '@hookform/resolvers/zod'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { Button, Field, Input, PasswordInput } from '@/components/ui'
import { showServerErrors } from '@/lib/api'
import { auth } from '@/lib/auth'
import { MIN_PASSWORD } from '@/lib/auth/rules'
import { useAfterAuth } from '../api'
import { type SignUpValues, signUpSchema } from '../model'
import { AuthPage } from './auth-page'
import { FormError } from './form-error'

export function RegisterPage({ next }: { next?: string | undefined }) {
  const goOn = useAfterAuth()
  const form = useForm<SignUpValues>({
    resolver: zodResolver(signUpSchema),
    defaultValues: { name: '', email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ name, ...values }) => {
    try {
      const state = await auth.signUp({ ...values, ...(name ? { name } : {}) })
      await goOn(state, { email: values.email, next })
    } catch (error) {
      showServerErrors(error, form, ['name', 'email', 'password'])
    }
  })

  return (
    <AuthPage
      title="Start free"
      lead="No card, no trial clock. Your data leaves with you whenever you like."
      footer={
        <>
          Already here?{' '}
          <Link to="/login" search={{ next }} className="prose-link touch-target">
            Log in
          </Link>
        </>
      }
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        <FormError control={form.control} />
        <Field label="Name" optional error={errors.name?.message}>
          <Input autoComplete="name" {...form.register('name')} />
        </Field>
        <Field label="E-mail" error={errors.email?.message}>
          <Input type="email" autoComplete="email" required {...form.register('email')} />
        </Field>
        <Field
          label="Password"
          hint={errors.password ? null : `At least ${MIN_PASSWORD} characters. A short sentence is best.`}
          error={errors.password?.message}
        >
          <PasswordInput autoComplete="new-password" required {...form.register('password')} />
        </Field>
        <Button type="submit" variant="primary" size="l" pending={isSubmitting}>
          Create my account
        </Button>
      </form>
    </AuthPage>
  )
}
