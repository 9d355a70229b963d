import { Link, useRouter } from '@tanstack/react-router'
import { Controller, type FieldErrors, useForm, useWatch } from 'react-hook-form'
import { Banner, Button, Field, FieldError, Input, InputWithSuffix, notify } from '@/components/ui'
import { type Profile, showServerErrors } from '@/lib/api'
import { percent } from '@/lib/format'
import { type Answers, adoptProfile, profileAnswers, TYPICAL_ENGAGEMENT, toProfileInput } from '../answers'
import { useSaveProfile } from '../api'
import { checkEngagement, checkFollowers, checkNiche, checkPlatform, NICHE_LIMIT } from '../checks'
import { peopleOf } from '../platforms'
import { CountInput } from './count-input'
import { NumbersSlip } from './numbers-slip'
import { PlatformChoice } from './platform-choice'

/** By the names the server knows them under, so that its complaints find them. */
const FIELDS = ['primary_platform', 'follower_count', 'engagement_rate', 'niche'] as const

type Values = Record<(typeof FIELDS)[number], string> & { typical: boolean }

const valuesOf = ({ platform, followers, engagement, niche, typical }: Answers): Values => ({
  primary_platform: platform,
  follower_count: followers,
  engagement_rate: engagement,
  niche,
  typical,
})

interface ProfileFormProps {
  profile: Profile
  userId: string
}

export function ProfileForm({ profile, userId }: ProfileFormProps) {
  const router = useRouter()
  const save = useSaveProfile()
  const form = useForm<Values>({ defaultValues: valuesOf(profileAnswers(profile)), shouldFocusError: false })
  const { errors, isSubmitting } = form.formState
  const values = useWatch({ control: form.control }) as Values
  const answers: Answers = {
    ...profileAnswers(profile),
    platform: values.primary_platform,
    followers: values.follower_count,
    engagement: values.engagement_rate,
    niche: values.niche,
    typical: values.typical,
  }

  /** In the order of the page, which is not the order of registration. */
  function focusFirst(invalid: FieldErrors<Values>) {
    const first = FIELDS.find((field) => invalid[field])
    if (first) form.setFocus(first)
  }

  const submit = form.handleSubmit(async () => {
    try {
      adoptProfile(userId, await save.mutateAsync(toProfileInput(answers, profile)))
      void notify.success('Your numbers are saved')
      await router.navigate({ to: '/dashboard' })
    } catch (error) {
      showServerErrors(error, form, FIELDS)
    }
  }, focusFirst)

  return (
    <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_360px] lg:gap-16">
      <form onSubmit={submit} noValidate className="grid gap-7">
        {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
        <Controller
          control={form.control}
          name="primary_platform"
          rules={{ validate: checkPlatform }}
          render={({ field }) => (
            <div className="grid gap-2">
              <p id="platform" className="text-[14px] font-[560]">
                Where are most of your people?
              </p>
              <PlatformChoice
                ref={field.ref}
                value={field.value}
                onChange={field.onChange}
                aria-labelledby="platform"
                aria-describedby={errors.primary_platform ? 'platform-error' : undefined}
                aria-invalid={errors.primary_platform ? true : undefined}
              />
              {errors.primary_platform ? (
                <FieldError id="platform-error">{errors.primary_platform.message}</FieldError>
              ) : null}
            </div>
          )}
        />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="follower_count"
            rules={{ validate: checkFollowers }}
            render={({ field }) => (
              <Field
                label="Followers"
                error={errors.follower_count?.message}
                hint={`How many ${peopleOf(values.primary_platform)} you have there. “50k” is fine.`}
              >
                <CountInput autoComplete="off" {...field} />
              </Field>
            )}
          />
          <Field
            label="Engagement rate"
            error={errors.engagement_rate?.message}
            hint={
              values.typical
                ? `${percent(TYPICAL_ENGAGEMENT)} is the typical value, marked as such. Write your own whenever you know it.`
                : 'Likes and comments per post, for every hundred followers.'
            }
          >
            <InputWithSuffix
              suffix="%"
              inputMode="decimal"
              autoComplete="off"
              className="num"
              {...form.register('engagement_rate', {
                validate: checkEngagement,
                onChange: () => form.setValue('typical', false),
              })}
            />
          </Field>
        </div>
        <Field
          label="What do you make?"
          error={errors.niche?.message}
          hint="In a few words, as you would tell a stranger: “cozy desk setups”, “sourdough for beginners”."
          aside={
            <span aria-hidden className="num text-[13px] text-ink-3">
              {values.niche.length} / {NICHE_LIMIT}
            </span>
          }
        >
          <Input autoComplete="off" {...form.register('niche', { validate: checkNiche })} />
        </Field>
        <div className="flex flex-wrap items-center gap-2.5">
          <Button type="submit" variant="primary" size="l" pending={isSubmitting}>
            Save
          </Button>
          <Button asChild variant="quiet" size="l">
            <Link to="/dashboard">Leave it as it was</Link>
          </Button>
        </div>
      </form>
      <NumbersSlip answers={answers} className="lg:sticky lg:top-8" />
    </div>
  )
}
