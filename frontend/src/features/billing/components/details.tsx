import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button, Skeleton } from '@/components/ui'
import type { BillingContact } from '@/lib/api'
import { contactQuery } from '../api'
import { useBilling } from '../context'
import { Failed } from './failed'
import { Said } from './said'
import { TaxIds } from './tax-ids'

const ContactForm = lazy(() => import('./contact-form'))

export function Details() {
  const { seesMoney } = useBilling()
  if (!seesMoney) return <Said>Owners, admins and accountants of the workspace see these.</Said>
  return (
    <div className="grid gap-7">
      <Contact />
      <TaxIds />
    </div>
  )
}

function Contact() {
  const { workspace, manages, subscription } = useBilling()
  const { data: contact, error, refetch } = useQuery(contactQuery(workspace))
  const [isEditing, setIsEditing] = useState(false)
  if (error && !contact) return <Failed error={error} onRetry={refetch} />
  if (!contact) return <Skeleton className="h-[92px]" />
  if (isEditing) {
    return (
      <Suspense fallback={<Skeleton className="h-[420px]" />}>
        <ContactForm contact={contact} onClose={() => setIsEditing(false)} />
      </Suspense>
    )
  }
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <Address contact={contact} />
      {manages && subscription.configured ? (
        <Button size="s" onClick={() => setIsEditing(true)}>
          Edit
        </Button>
      ) : null}
    </div>
  )
}

function Address({ contact: { name, email, address } }: { contact: BillingContact }) {
  const { line1, line2, postal_code, city, state, country } = address
  const place = [postal_code, city].filter(Boolean).join(' ')
  const lines = [name, line1, line2, place, state, country].filter(Boolean)
  if (!email && lines.length === 0) {
    return <p className="text-[15px] text-ink-2">Nobody is named yet. Invoices go to the owner.</p>
  }
  return (
    <address className="text-[15px] not-italic">
      {lines.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
      <span className="block text-ink-2">{email}</span>
    </address>
  )
}
