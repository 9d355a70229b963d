import { zodResolver } from '@hookform/resolvers/zod'
import { Link, useRouterState } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { Banner, Button, Field, Input, PasswordInput } from '@/components/ui'
import { showServerErrors } from '@/lib/api'
import { auth } from '@/lib/auth'
import { useAfterAuth } from '../api'
import { type LogInValues, logInSchema } from '../model'
import { AuthPage } from './auth-page'
import { DemoOffer } from './demo-offer'
import { FormError } from './form-error'

interface LoginPageProps {
  next?: string | undefined
  /** Set after a new password was saved and no sign-in followed by itself. */
  changed?: boolean | undefined
  /** Set after the account was deleted. */
  gone?: boolean | undefined
}

export function LoginPage({ next, changed, gone }: LoginPageProps) {
  const goOn = useAfterAuth()
  const email = useRouterState({ select: (state) => state.location.state.email })
  const form = useForm<LogInValues>({
    resolver: zodResolver(logInSchema),
    defaultValues: { email: email ?? '', password: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    try {
      await goOn(await auth.logIn(values), { email: values.email, next })
    } catch (error) {
      showServerErrors(error, form, ['email', 'password'])
    }
  })

  return (
    <AuthPage
      title="Welcome back"
      lead="Log in and go on where you left off."
      footer={
        <>
          New here?{' '}
          <Link to="/register" search={{ next }} className="prose-link touch-target">
            Start free
          </Link>
        </>
      }
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        {changed ? <Banner tone="done">Your new password is saved. Log in with it.</Banner> : null}
        {gone ? <Banner tone="done">Your account is deleted. Go well, and thank you.</Banner> : null}
        <FormError control={form.control} />
        <Field label="E-mail" error={errors.email?.message}>
          <Input type="email" autoComplete="username" required {...form.register('email')} />
        </Field>
        <Field
          label="Password"
          error={errors.password?.message}
          aside={
            <Link to="/forgot-password" className="prose-link touch-target -my-3 text-[14px] text-ink-2">
              Forgotten?
            </Link>
          }
        >
          <PasswordInput autoComplete="current-password" required {...form.register('password')} />
        </Field>
        <Button type="submit" variant="primary" size="l" pending={isSubmitting}>
          Log in
        </Button>
      </form>
      <DemoOffer />
    </AuthPage>
  )
}
