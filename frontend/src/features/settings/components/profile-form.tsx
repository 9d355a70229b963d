import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useMemo } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Banner, Button, Field, Input, NativeSelect, notify } from '@/components/ui'
import { type Me, showServerErrors } from '@/lib/api'
import { useUpdateMe } from '../api'
import { clockIn, type ProfileValues, profileSchema, zoneGroups } from '../model'
import { restore, useKeep, useKept } from '../use-kept'

/** Name and time zone, saved together. */
export function ProfileForm({ me }: { me: Me }) {
  const update = useUpdateMe()
  const groups = useMemo(() => zoneGroups(me.time_zone), [me.time_zone])
  const kept = useKept<ProfileValues>('profile')
  const form = useForm<ProfileValues>({
    resolver: zodResolver(profileSchema),
    defaultValues: { name: me.name, time_zone: me.time_zone },
  })
  const { errors, isSubmitting, isDirty } = form.formState
  const zone = useWatch({ control: form.control, name: 'time_zone' })
  useEffect(() => restore(form, kept), [form, kept])
  useKeep('profile', form)

  const submit = form.handleSubmit(async (values) => {
    try {
      const saved = await update.mutateAsync(values)
      form.reset({ name: saved.name, time_zone: saved.time_zone })
      notify.success('Saved')
    } catch (error) {
      showServerErrors(error, form, ['name', 'time_zone'])
    }
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
      <Field label="Name" error={errors.name?.message}>
        <Input autoComplete="name" {...form.register('name')} />
      </Field>
      <Field
        label="Time zone"
        error={errors.time_zone?.message}
        hint={`It is ${clockIn(zone)} there. Your daily messages are counted from midnight there; a change counts from the next day on.`}
      >
        <NativeSelect {...form.register('time_zone')}>
          {groups.map(({ region, zones }) => (
            <optgroup key={region} label={region}>
              {zones.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" pending={isSubmitting} disabled={!isDirty}>
          Save
        </Button>
        {isDirty ? <span className="text-[14px] text-ink-3">Not saved yet</span> : null}
      </div>
    </form>
  )
}
