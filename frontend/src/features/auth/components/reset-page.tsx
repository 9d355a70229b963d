import { zodResolver } from '@hookform/resolvers/zod'
import { Link, useRouter, useRouterState } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { SandboxMailbox } from '@/components/layout'
import { Button, CodeField, Field, PasswordInput } from '@/components/ui'
import { isApiError, showServerErrors } from '@/lib/api'
import { auth } from '@/lib/auth'
import { bareCode, MIN_PASSWORD } from '@/lib/auth/rules'
import { useAfterAuth } from '../api'
import { type ResetValues, resetSchema } from '../model'
import { AuthPage } from './auth-page'
import { FormError } from './form-error'

const TOO_LATE = 'That code has run out or was tried too often. Please ask for a new one.'

export function ResetPage() {
  const email = useRouterState({ select: (state) => state.location.state.email })
  const signIn = useSignInAfterReset(email)
  const form = useForm<ResetValues>({
    resolver: zodResolver(resetSchema),
    defaultValues: { key: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ key, password }) => {
    try {
      await auth.resetPassword(bareCode(key), password)
      await signIn(password)
    } catch (error) {
      if (isApiError(error) && error.status === 409) form.setError('root.server', { message: TOO_LATE })
      else showServerErrors(error, form, ['key', 'password'])
    }
  })

  return (
    <AuthPage
      title="Choose a new password"
      lead={
        <>
          If <strong className="font-[560] text-ink">{email ?? 'that address'}</strong> has an account, a code
          is on its way. It is good for a few minutes.
        </>
      }
      footer={
        <>
          No code?{' '}
          <Link to="/forgot-password" state={email ? { email } : {}} className="prose-link touch-target">
            Ask for a new one
          </Link>
        </>
      }
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        <FormError control={form.control} />
        <SandboxMailbox />
        <CodeField error={errors.key?.message} {...form.register('key')} />
        <Field
          label="New password"
          hint={errors.password ? null : `At least ${MIN_PASSWORD} characters. A short sentence is best.`}
          error={errors.password?.message}
        >
          <PasswordInput autoComplete="new-password" required {...form.register('password')} />
        </Field>
        <Button type="submit" variant="primary" size="l" pending={isSubmitting}>
          Save and log in
        </Button>
      </form>
    </AuthPage>
  )
}

/** Signs in with the password just chosen; whoever reloaded on the way types the address once more. */
function useSignInAfterReset(email: string | undefined) {
  const goOn = useAfterAuth()
  const router = useRouter()
  return async (password: string) => {
    if (!email) return router.navigate({ to: '/login', search: { changed: true } })
    return goOn(await auth.logIn({ email, password }), { email })
  }
}
