import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, type RefObject, useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import {
  Banner,
  Button,
  Checkbox,
  Dialog,
  DialogClose,
  DialogContent,
  DialogFooter,
  Field,
  PasswordInput,
} from '@/components/ui'
import { type Me, showServerErrors } from '@/lib/api'
import { useDeleteAccount } from '../api'
import { type OwnPasswordValues, ownPasswordSchema } from '../model'

interface DeleteDialogProps {
  me: Me
  /** Gets the focus back. */
  opener: RefObject<HTMLButtonElement | null>
  onClose(): void
}

/** Says what goes and what stays; two deliberate steps stand before the button. */
export default function DeleteDialog({ me, opener, onClose }: DeleteDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title="Delete your account"
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          opener.current?.focus()
        }}
        description={`This ends the account of ${me.email} at once, and nobody can bring it back.`}
      >
        <What title="What goes">
          <li>Your name, address, password, sessions and API keys</li>
          <li>
            Your numbers and every workspace in which you are alone: launches, conversations, decisions, kit
          </li>
        </What>
        <What title="What stays, without your name">
          <li>What you wrote or launched in workspaces of others</li>
          <li>The record of what calls to models cost</li>
        </What>
        <DeleteForm me={me} />
      </DialogContent>
    </Dialog>
  )
}

const What = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="text-[14.5px]">
    <h3 className="font-sans text-[14px] font-[600] tracking-normal">{title}</h3>
    <ul className="mt-1 list-disc pl-5 text-ink-2 marker:text-ink-3">{children}</ul>
  </section>
)

function DeleteForm({ me }: { me: Me }) {
  const remove = useDeleteAccount()
  const [sure, setSure] = useState(false)
  const sureId = useId()
  const form = useForm<OwnPasswordValues>({
    resolver: zodResolver(ownPasswordSchema),
    defaultValues: { password: '' },
  })
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ password }) => {
    if (!sure) return
    try {
      await remove.mutateAsync(password)
    } catch (error) {
      showServerErrors(error, form, ['password'])
    }
  })
  return (
    <form onSubmit={submit} noValidate className="mt-1 grid gap-4">
      {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
      <input type="email" autoComplete="username" value={me.email} readOnly hidden />
      <Field label="Your password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" required {...form.register('password')} />
      </Field>
      <div className="flex items-start gap-3">
        <Checkbox
          id={sureId}
          checked={sure}
          onCheckedChange={(checked) => setSure(checked === true)}
          className="mt-0.5"
        />
        <label htmlFor={sureId} className="text-[14.5px]">
          I understand that this cannot be undone.
        </label>
      </div>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Keep my account</Button>
        </DialogClose>
        <Button type="submit" variant="danger" disabled={!sure} pending={remove.isPending}>
          Delete my account
        </Button>
      </DialogFooter>
    </form>
  )
}
