import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import {
  Banner,
  Button,
  DialogClose,
  DialogFooter,
  Field,
  Input,
  notify,
  Switch,
  Textarea,
} from '@/components/ui'
import { isApiError, showServerErrors } from '@/lib/api'
import { parseMoney } from '@/lib/format'
import { catalogueQuery } from '../api'
import { useChangePackage } from '../deeds'
import type { CataloguePackage } from '../types'
import { changedFields, formOf, type PackageForm } from './package-form'
import { wholeNumber } from './plan-form'
import { Questions } from './questions'
import { Sheet } from './sheet'

interface PackageSheetProps {
  row: CataloguePackage
  onClose: () => void
}

/** The server's names of what the form calls otherwise. */
const FIELDS = {
  price_from_minor: 'least',
  price_to_minor: 'most',
  deliverables: 'deliverables',
  name: 'name',
  summary: 'summary',
  position: 'position',
} as const

/** One package: its words, its range, and its questions. Orders that are placed keep their answers. */
export default function PackageSheet({ row, onClose }: PackageSheetProps) {
  const client = useQueryClient()
  const change = useChangePackage(row.key)
  const [base, setBase] = useState(row)
  const [isStale, setStale] = useState(false)
  const form = useForm<PackageForm>({ defaultValues: formOf(row) })
  const { errors, isDirty, dirtyFields } = form.formState
  void dirtyFields
  const isPublic = form.watch('is_public')
  const amount = (text: string) => parseMoney(text, row.currency) > 0 || 'Write the amount in digits: 299.'

  async function refused(error: unknown) {
    if (!isApiError(error, 'changed_meanwhile')) {
      const told = isApiError(error) ? Object.entries(FIELDS).filter(([name]) => error.errors[name]) : []
      for (const [name, field] of told)
        form.setError(field, {
          message: (error as { errors: Record<string, string[]> }).errors[name]?.join(' '),
        })
      if (told.length === 0) showServerErrors(error, form, [])
      return
    }
    const held = await client.fetchQuery({ ...catalogueQuery, staleTime: 0 }).catch(() => null)
    const fresh = held?.packages.find(({ key }) => key === row.key)
    if (fresh) {
      setBase(fresh)
      form.reset(formOf(fresh), { keepDirtyValues: true })
    }
    setStale(true)
  }

  const submit = form.handleSubmit(async (typed) => {
    setStale(false)
    try {
      await change.mutateAsync({ ...changedFields(base, typed), seen: base.updated_at })
      notify.success(`${typed.name.trim()} is saved`)
      onClose()
    } catch (error) {
      await refused(error)
    }
  })

  return (
    <Sheet title={`Edit ${row.name}`} dirty={isDirty} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-5">
        <div className="flex items-start justify-between gap-4">
          <div>
            <p id="package-on-offer" className="text-[14px] font-[560]">
              On offer
            </p>
            <p className="text-[13.5px] text-ink-3">
              {isPublic ? 'Shown under Services, and can be ordered.' : 'Shown to nobody; orders go on.'}
            </p>
          </div>
          <Switch
            aria-labelledby="package-on-offer"
            checked={isPublic}
            onCheckedChange={(checked) => form.setValue('is_public', checked, { shouldDirty: true })}
          />
        </div>
        <Field label="Name" error={errors.name?.message}>
          <Input
            maxLength={120}
            {...form.register('name', { validate: (text) => text.trim() !== '' || 'Give it a name.' })}
          />
        </Field>
        <Field label="Summary" error={errors.summary?.message}>
          <Textarea
            rows={2}
            maxLength={300}
            className="min-h-0"
            {...form.register('summary', {
              validate: (text) => text.trim() !== '' || 'Say in a sentence what it is.',
            })}
          />
        </Field>
        <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[1fr_1fr_96px]">
          <Field label={`From, in ${row.currency}`} error={errors.least?.message}>
            <Input inputMode="decimal" className="num" {...form.register('least', { validate: amount })} />
          </Field>
          <Field label={`To, in ${row.currency}`} error={errors.most?.message}>
            <Input
              inputMode="decimal"
              className="num"
              {...form.register('most', {
                validate: (text, { least }) => {
                  const most = parseMoney(text, row.currency)
                  if (Number.isNaN(most)) return amount(text)
                  return most >= parseMoney(least, row.currency) || 'Write at least as much as the least.'
                },
              })}
            />
          </Field>
          <Field label="Position" error={errors.position?.message}>
            <Input
              inputMode="numeric"
              className="num"
              {...form.register('position', { validate: wholeNumber(32_767) })}
            />
          </Field>
        </div>
        <Field label="What is delivered" hint="A line for each." error={errors.deliverables?.message}>
          <Textarea rows={4} {...form.register('deliverables')} />
        </Field>
        <Questions form={form} />
        <div className="sticky -bottom-6 -mx-4 -mb-6 grid gap-3 border-t border-hairline bg-sheet px-4 py-4 sm:-mx-7 sm:px-7">
          {isStale ? (
            <Banner tone="wait" role="alert">
              Somebody changed this package meanwhile. What you typed is still here, and everything else is as
              it is now. Look at it once more, then save.
            </Banner>
          ) : null}
          {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
          <DialogFooter className="pt-0">
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={change.isPending} disabled={!isDirty}>
              Save
            </Button>
          </DialogFooter>
        </div>
      </form>
    </Sheet>
  )
}
