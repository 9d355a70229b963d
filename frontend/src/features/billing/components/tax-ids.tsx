import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RefusalNotice } from '@/components/limits'
import { Button, Field, Input, NativeSelect, Skeleton, Tag } from '@/components/ui'
import type { TaxId } from '@/lib/api'
import { taxIdsQuery } from '../api'
import { useBilling } from '../context'
import { useAddTaxId, useRemoveTaxId } from '../deeds'
import { Failed } from './failed'

/** The kinds most creators have, by Stripe's names. */
const KINDS: [string, string][] = [
  ['eu_vat', 'EU VAT number'],
  ['gb_vat', 'UK VAT number'],
  ['us_ein', 'US EIN'],
  ['ch_vat', 'Swiss VAT number'],
  ['no_vat', 'Norwegian VAT number'],
  ['ca_gst_hst', 'Canadian GST/HST number'],
  ['au_abn', 'Australian ABN'],
  ['nz_gst', 'New Zealand GST number'],
  ['in_gst', 'Indian GST number'],
  ['jp_cn', 'Japanese corporate number'],
]

const nameOf = (type: string) => KINDS.find(([kind]) => kind === type)?.[1] ?? type

export function TaxIds() {
  const { workspace, manages, subscription } = useBilling()
  const { data: ids, error, refetch } = useQuery(taxIdsQuery(workspace))
  const [isAdding, setIsAdding] = useState(false)
  const mayChange = manages && subscription.configured
  return (
    <section aria-label="Tax ids" className="grid gap-3 border-t border-hairline pt-5">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-sans text-[14.5px] font-[560] tracking-normal">Tax ids</h3>
        {mayChange && !isAdding ? (
          <Button size="s" onClick={() => setIsAdding(true)}>
            Add one
          </Button>
        ) : null}
      </div>
      {error && !ids ? <Failed error={error} onRetry={refetch} /> : null}
      {!ids && !error ? <Skeleton className="h-11" /> : null}
      {ids?.length === 0 && !isAdding ? (
        <p className="text-[14.5px] text-ink-2">None. Add yours, and it stands on the invoices to come.</p>
      ) : null}
      {ids && ids.length > 0 ? (
        <ul className="grid gap-2">
          {ids.map((id) => (
            <TaxIdRow key={id.id} taxId={id} mayChange={mayChange} />
          ))}
        </ul>
      ) : null}
      {isAdding ? <AddTaxId onClose={() => setIsAdding(false)} /> : null}
    </section>
  )
}

const VERIFIED: Record<string, ['done' | 'wait' | 'alert' | 'plain', string]> = {
  verified: ['done', 'Verified'],
  pending: ['wait', 'Being verified'],
  unverified: ['alert', 'Not verified'],
}

function TaxIdRow({ taxId, mayChange }: { taxId: TaxId; mayChange: boolean }) {
  const { workspace } = useBilling()
  const remove = useRemoveTaxId(workspace)
  const [tone, words] = VERIFIED[taxId.verification] ?? ['plain', '']
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <span className="num flex flex-wrap items-center gap-2 text-[15px]">
        {taxId.value} <span className="text-[13.5px] text-ink-3">{nameOf(taxId.type)}</span>
        {words ? <Tag tone={tone}>{words}</Tag> : null}
      </span>
      {mayChange ? (
        <Button
          size="s"
          variant="quiet"
          aria-label={`Remove ${taxId.value}`}
          pending={remove.isPending}
          onClick={() => remove.mutate(taxId.id)}
        >
          Remove
        </Button>
      ) : null}
      {remove.error ? <RefusalNotice error={remove.error} className="w-full" /> : null}
    </li>
  )
}

function AddTaxId({ onClose }: { onClose: () => void }) {
  const { workspace } = useBilling()
  const add = useAddTaxId(workspace)
  const [type, setType] = useState(KINDS[0]?.[0] ?? '')
  const [value, setValue] = useState('')
  return (
    <form
      noValidate
      className="grid gap-3 rounded bg-sunk p-4 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim()) add.mutate({ type, value: value.trim() }, { onSuccess: onClose })
      }}
    >
      <Field label="Kind">
        <NativeSelect value={type} onChange={(event) => setType(event.target.value)}>
          {KINDS.map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Number">
        <Input maxLength={60} value={value} onChange={(event) => setValue(event.target.value)} />
      </Field>
      {add.error ? <RefusalNotice error={add.error} className="sm:col-span-2" /> : null}
      <div className="flex flex-wrap gap-2.5 sm:col-span-2">
        <Button type="submit" size="s" variant="primary" disabled={!value.trim()} pending={add.isPending}>
          Add
        </Button>
        <Button size="s" variant="quiet" onClick={onClose}>
          Never mind
        </Button>
      </div>
    </form>
  )
}
