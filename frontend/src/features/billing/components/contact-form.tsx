import { type FormEvent, useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import { Button, Field, Input, notify } from '@/components/ui'
import { type BillingContact, isApiError } from '@/lib/api'
import { useBilling } from '../context'
import { useSaveContact } from '../deeds'

type Address = BillingContact['address']

const PLACES: [keyof Address, string, string][] = [
  ['line1', 'Street and number', 'address-line1'],
  ['line2', 'Addition', 'address-line2'],
  ['postal_code', 'Postal code', 'postal-code'],
  ['city', 'City', 'address-level2'],
  ['state', 'State or region', 'address-level1'],
]

interface ContactFormProps {
  contact: BillingContact
  onClose: () => void
}

/** Whom invoices name, and where they are sent. */
export default function ContactForm({ contact, onClose }: ContactFormProps) {
  const { workspace } = useBilling()
  const save = useSaveContact(workspace)
  const [email, setEmail] = useState(contact.email)
  const [name, setName] = useState(contact.name)
  const [address, setAddress] = useState<Address>(contact.address)
  const errors = isApiError(save.error) ? save.error.errors : {}
  const of = (field: string) => errors[field]?.join(' ')
  const known = Boolean(of('email') || of('name') || of('address'))

  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate(
      {
        email: email.trim(),
        name: name.trim(),
        address: { ...address, country: address.country.trim().toUpperCase() },
      },
      {
        onSuccess: () => {
          notify.success('Saved for the invoices to come')
          onClose()
        },
      },
    )
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
      <Field label="Name on the invoice" error={of('name')}>
        <Input
          autoComplete="organization"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label="E-mail for invoices" error={of('email')}>
        <Input
          type="email"
          autoComplete="email"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      {PLACES.map(([key, label, autoComplete]) => (
        <Field key={key} label={label} optional>
          <Input
            autoComplete={autoComplete}
            value={address[key]}
            onChange={(event) => setAddress({ ...address, [key]: event.target.value })}
          />
        </Field>
      ))}
      <Field label="Country" hint="Two letters, such as DE." error={of('address')} optional>
        <Input
          autoComplete="country"
          maxLength={2}
          className="max-w-24 uppercase"
          value={address.country}
          onChange={(event) => setAddress({ ...address, country: event.target.value })}
        />
      </Field>
      {save.error && !known ? <RefusalNotice error={save.error} className="sm:col-span-2" /> : null}
      <div className="flex flex-wrap gap-2.5 sm:col-span-2">
        <Button type="submit" variant="primary" pending={save.isPending}>
          Save
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Never mind
        </Button>
      </div>
    </form>
  )
}
