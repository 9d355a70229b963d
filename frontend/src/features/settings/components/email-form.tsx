import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button, notify, Skeleton } from '@/components/ui'
import { type Me, meQuery } from '@/lib/api'
import { account } from '@/lib/auth/account'
import { emailsQuery } from '../api'

// Fetched when someone sets out to change the address, which is not every day.
const steps = () => import('./email-steps')
const AddressStep = lazy(() => steps().then((all) => ({ default: all.AddressStep })))
const PasswordStep = lazy(() => steps().then((all) => ({ default: all.PasswordStep })))
const CodeStep = lazy(() => steps().then((all) => ({ default: all.CodeStep })))

type Step = { at: 'rest' } | { at: 'address'; email?: string } | { at: 'password'; email: string }

/**
 * Changing the address one logs in with: the new address, the password where it was not given lately, then the
 * code sent there. A code that is waited for is still waited for after a reload.
 */
export function EmailForm({ me }: { me: Me }) {
  const queryClient = useQueryClient()
  const { data: emails } = useQuery(emailsQuery)
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const waiting = emails?.find(({ verified }) => !verified)?.email

  async function send(email: string) {
    queryClient.setQueryData(emailsQuery.queryKey, await account.changeEmail(email))
    setStep({ at: 'rest' })
  }

  async function startAgain(email: string) {
    queryClient.setQueryData(emailsQuery.queryKey, await account.forgetEmail(email).catch(() => []))
    setStep({ at: 'address', email })
  }

  async function confirmed() {
    setStep({ at: 'rest' })
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
      queryClient.invalidateQueries({ queryKey: emailsQuery.queryKey }),
    ])
    notify.success('Your new address is confirmed')
  }

  return (
    <div className="grid gap-5">
      <p>
        You log in with <strong className="font-[560]">{me.email}</strong>.
      </p>
      <Suspense fallback={<Skeleton className="h-28" />}>
        {waiting ? (
          <CodeStep key={waiting} email={waiting} onDone={confirmed} onAgain={() => startAgain(waiting)} />
        ) : step.at === 'address' ? (
          <AddressStep
            email={step.email ?? ''}
            send={send}
            onPassword={(email) => setStep({ at: 'password', email })}
            onCancel={() => setStep({ at: 'rest' })}
          />
        ) : step.at === 'password' ? (
          <PasswordStep
            send={() => send(step.email)}
            email={step.email}
            onCancel={() => setStep({ at: 'address', email: step.email })}
          />
        ) : (
          <div>
            <Button onClick={() => setStep({ at: 'address' })}>Change the address</Button>
          </div>
        )}
      </Suspense>
    </div>
  )
}
