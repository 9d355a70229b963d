import { zodResolver } from '@hookform/resolvers/zod'
import { Link, useRouter, useRouterState } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { Button, Field, Input } from '@/components/ui'
import { showServerErrors } from '@/lib/api'
import { auth } from '@/lib/auth'
import { type ForgotValues, forgotSchema } from '../model'
import { AuthPage } from './auth-page'
import { FormError } from './form-error'

export function ForgotPage() {
  const router = useRouter()
  const email = useRouterState({ select: (state) => state.location.state.email })
  const form = useForm<ForgotValues>({
    resolver: zodResolver(forgotSchema),
    defaultValues: { email: email ?? '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    try {
      await auth.requestPasswordReset(values.email)
      await router.navigate({ to: '/reset-password', state: { email: values.email } })
    } catch (error) {
      showServerErrors(error, form, ['email'])
    }
  })

  return (
    <AuthPage
      title="A new password"
      lead="Tell us your address and we send a code to set a new one."
      footer={
        <>
          Remembered it?{' '}
          <Link to="/login" className="prose-link touch-target">
            Log in
          </Link>
        </>
      }
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        <FormError control={form.control} />
        <Field label="E-mail" error={errors.email?.message}>
          <Input type="email" autoComplete="username" required {...form.register('email')} />
        </Field>
        <Button type="submit" variant="primary" size="l" pending={isSubmitting}>
          Send me a code
        </Button>
      </form>
    </AuthPage>
  )
}
