import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from '@tanstack/react-router'
import { type Control, Controller, type FieldErrors, useForm, useWatch } from 'react-hook-form'
import { Banner, Button, Field, Input, InputWithSuffix } from '@/components/ui'
import { type Profile, showServerErrors } from '@/lib/api'
import { percent } from '@/lib/format'
import { useSaveProfile } from '../api'
import {
  estimate,
  NICHE_LIMIT,
  type ProfileValues,
  profileSchema,
  profileValues,
  TYPICAL_ENGAGEMENT,
  toProfileInput,
} from '../model'
import { peopleOf } from '../platforms'
import { Arithmetic } from './arithmetic'
import { CountInput } from './count-input'
import { PlatformChoice } from './platform-choice'

const FIELDS = ['primary_platform', 'follower_count', 'engagement_rate', 'niche'] as const

export function ProfileForm({ profile }: { profile: Profile | null }) {
  const router = useRouter()
  const save = useSaveProfile()
  const form = useForm<ProfileValues>({
    resolver: zodResolver(profileSchema),
    defaultValues: profileValues(profile),
    shouldFocusError: false,
  })
  const { errors, isSubmitting } = form.formState

  /** In the order of the page, which is not the order of registration. */
  function focusFirst(invalid: FieldErrors<ProfileValues>) {
    const first = FIELDS.find((field) => invalid[field])
    if (first) form.setFocus(first)
  }

  const submit = form.handleSubmit(async (values) => {
    try {
      await save.mutateAsync(toProfileInput(values))
      await router.navigate({ to: '/onboarding/start' })
    } catch (error) {
      showServerErrors(error, form, FIELDS)
    }
  }, focusFirst)

  return (
    <form onSubmit={submit} noValidate className="grid gap-7">
      {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
      <Controller
        control={form.control}
        name="primary_platform"
        render={({ field }) => (
          <PlatformChoice
            ref={field.ref}
            value={field.value}
            onChange={field.onChange}
            error={errors.primary_platform?.message}
          />
        )}
      />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <FollowerField control={form.control} error={errors.follower_count?.message} />
        <Field
          label="Engagement rate"
          error={errors.engagement_rate?.message}
          hint={
            <>
              Likes and comments per post, for every hundred followers. Not sure?{' '}
              <button
                type="button"
                className="prose-link text-ink-2"
                onClick={() =>
                  form.setValue('engagement_rate', String(TYPICAL_ENGAGEMENT), { shouldValidate: true })
                }
              >
                {percent(TYPICAL_ENGAGEMENT)} is typical
              </button>
              .
            </>
          }
        >
          <InputWithSuffix
            suffix="%"
            inputMode="decimal"
            autoComplete="off"
            className="num"
            {...form.register('engagement_rate')}
          />
        </Field>
      </div>
      <LiveArithmetic control={form.control} />
      <NicheField control={form.control} error={errors.niche?.message} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" size="l" pending={isSubmitting}>
          Save and go on
        </Button>
        <p className="text-[13.5px] text-ink-3">You can change all of it later.</p>
      </div>
    </form>
  )
}

interface PartProps {
  control: Control<ProfileValues>
  error?: string | undefined
}

function usePeople(control: Control<ProfileValues>) {
  return peopleOf(useWatch({ control, name: 'primary_platform' }))
}

function FollowerField({ control, error }: PartProps) {
  const people = usePeople(control)
  return (
    <Controller
      control={control}
      name="follower_count"
      render={({ field }) => (
        <Field label="Followers" error={error} hint={`How many ${people} you have there. “50k” is fine.`}>
          <CountInput autoComplete="off" {...field} />
        </Field>
      )}
    />
  )
}

function LiveArithmetic({ control }: PartProps) {
  const people = usePeople(control)
  const [followers, rate] = useWatch({ control, name: ['follower_count', 'engagement_rate'] })
  return <Arithmetic estimate={estimate(followers, rate)} people={people} />
}

function NicheField({ control, error }: PartProps) {
  return (
    <Controller
      control={control}
      name="niche"
      render={({ field }) => (
        <Field
          label="What do you make?"
          error={error}
          hint="In a few words, as you would tell a stranger: “cozy desk setups”, “sourdough for beginners”."
          aside={
            <span aria-hidden className="num text-[13px] text-ink-3">
              {field.value.length} / {NICHE_LIMIT}
            </span>
          }
        >
          <Input {...field} />
        </Field>
      )}
    />
  )
}
