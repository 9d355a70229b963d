import { zodResolver } from '@hookform/resolvers/zod'
import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { Banner, Button, Field, notify, PasswordInput } from '@/components/ui'
import { type Me, showServerErrors } from '@/lib/api'
import { account } from '@/lib/auth/account'
import { MIN_PASSWORD } from '@/lib/auth/rules'
import { sessionsQuery } from '../api'
import { type PasswordValues, passwordSchema } from '../model'

const EMPTY: PasswordValues = { current_password: '', new_password: '' }

export function PasswordForm({ me }: { me: Me }) {
  const queryClient = useQueryClient()
  const form = useForm<PasswordValues>({ resolver: zodResolver(passwordSchema), defaultValues: EMPTY })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    try {
      await account.changePassword(values)
      form.reset(EMPTY)
      notify.success('Your new password is saved')
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    } catch (error) {
      showServerErrors(error, form, ['current_password', 'new_password'])
    }
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
      {/* Tells a password manager whose password this is. */}
      <input type="email" autoComplete="username" value={me.email} readOnly hidden />
      <Field
        label="Current password"
        error={errors.current_password?.message}
        hint={errors.current_password ? 'Forgotten? Log out, and ask for a new one at the log-in.' : null}
      >
        <PasswordInput autoComplete="current-password" required {...form.register('current_password')} />
      </Field>
      <Field
        label="New password"
        error={errors.new_password?.message}
        hint={
          errors.new_password
            ? null
            : `At least ${MIN_PASSWORD} characters; a short sentence is best. Every other browser is logged out.`
        }
      >
        <PasswordInput autoComplete="new-password" required {...form.register('new_password')} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Save the new password
        </Button>
      </div>
    </form>
  )
}
