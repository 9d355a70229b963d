import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { SandboxMailbox } from '@/components/layout'
import { Banner, Button, CodeField, FieldError } from '@/components/ui'
import { isApiError, showServerErrors } from '@/lib/api'
import { auth } from '@/lib/auth'
import { bareCode } from '@/lib/auth/rules'
import { authSessionQuery, useAfterAuth } from '../api'
import { type CodeValues, codeSchema } from '../model'
import { useResend } from '../use-resend'
import { AuthPage } from './auth-page'
import { FormError } from './form-error'

export function VerifyPage({ next }: { next?: string | undefined }) {
  const email = useRouterState({ select: (state) => state.location.state.email })
  const session = useQuery(authSessionQuery)
  const nothingPending =
    session.data && !session.data.authenticated && session.data.pending !== 'verify_email'

  return (
    <AuthPage
      title="Check your e-mail"
      lead={
        <>
          We sent a six-character code to{' '}
          <strong className="font-[560] text-ink">{email ?? 'your address'}</strong>. Type or paste it here.
        </>
      }
      footer={
        <>
          Wrong address?{' '}
          <Link to="/register" search={{ next }} className="prose-link touch-target">
            Start again
          </Link>
        </>
      }
    >
      {nothingPending ? <NothingPending next={next} /> : <CodeForm email={email} next={next} />}
    </AuthPage>
  )
}

const NothingPending = ({ next }: { next: string | undefined }) => (
  <div className="grid gap-4">
    <Banner>
      No code is being waited for in this browser. It may have run out, or you are already done.
    </Banner>
    <Button asChild variant="primary" size="l">
      <Link to="/login" search={{ next }}>
        Log in
      </Link>
    </Button>
  </div>
)

function CodeForm({ email, next }: { email: string | undefined; next: string | undefined }) {
  const goOn = useAfterAuth()
  const resend = useResend(auth.resendEmailCode)
  const form = useForm<CodeValues>({ resolver: zodResolver(codeSchema), defaultValues: { key: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ key }) => {
    try {
      await goOn(await auth.verifyEmail(bareCode(key)), { email, next })
    } catch (error) {
      if (isApiError(error) && error.status === 409) form.setError('root.server', { message: TOO_LATE })
      else showServerErrors(error, form, ['key'])
    }
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <FormError control={form.control} />
      <SandboxMailbox />
      <CodeField error={errors.key?.message} {...form.register('key')} />
      <Button type="submit" variant="primary" size="l" pending={isSubmitting}>
        Confirm
      </Button>
      <div className="grid gap-2 text-[14.5px] text-ink-2">
        <p>
          Nothing there? Look into the spam folder, or{' '}
          <button type="button" className="prose-link inline" disabled={resend.waiting} onClick={resend.send}>
            {resend.waiting ? `send a new code in ${resend.secondsLeft} s` : 'send a new code'}
          </button>
          . If the address already has an account, the e-mail says so.
        </p>
        {resend.sent ? <p role="status">A new code is on its way. Only the newest one counts.</p> : null}
        {resend.error ? <FieldError>{resend.error}</FieldError> : null}
      </div>
    </form>
  )
}

const TOO_LATE =
  'That code has run out or was tried too often. Please sign up or log in again to get a new one.'
