import { zodResolver } from '@hookform/resolvers/zod'
import { Link, useRouter } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { Banner, Button, Card, Field, Input } from '@/components/ui'
import { usePageTitle } from '@/lib/a11y'
import { showServerErrors } from '@/lib/api'
import { useStartProject } from '../api'
import { daysAhead, type StartValues, startSchema, toProjectInput } from '../model'

const PHASES = [
  { title: 'Know your people', tasks: 5 },
  { title: 'Shape the offer', tasks: 6 },
  { title: 'Build the place', tasks: 6 },
  { title: 'Open the doors', tasks: 5 },
]

const WEEKS = [4, 6, 8]

export function StartPage() {
  usePageTitle('Start the launch')
  return (
    <>
      <h1 data-page-heading tabIndex={-1} className="text-[34px] tracking-[-.02em]">
        A premium community, opened with you
      </h1>
      <p className="mt-2.5 mb-8 max-w-[54ch] text-[16.5px] text-ink-2">
        Your partner asks one good question at a time. About thirty minutes of talk settle the five decisions;
        the plan then carries you to opening day.
      </p>
      <Plan />
      <StartForm />
    </>
  )
}

const Plan = () => (
  <Card className="mb-9 p-0">
    <ol className="grid sm:grid-cols-4">
      {PHASES.map(({ title, tasks }, index) => (
        <li
          key={title}
          className="flex items-baseline gap-2 border-hairline px-4 py-2.5 not-first:border-t sm:block sm:px-5 sm:py-4 sm:not-first:border-t-0 sm:not-first:border-l"
        >
          <p className="font-display text-[15px] text-vermilion italic">{index + 1}.</p>
          <p className="flex-1 font-display text-[16.5px] leading-tight font-[500]">{title}</p>
          <p className="num text-[13px] text-ink-3 sm:mt-1">{tasks} tasks</p>
        </li>
      ))}
    </ol>
  </Card>
)

function StartForm() {
  const router = useRouter()
  const start = useStartProject()
  const form = useForm<StartValues>({
    resolver: zodResolver(startSchema),
    defaultValues: { business_name: '', target_date: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    try {
      const project = await start.mutateAsync(toProjectInput(values))
      await router.navigate({ to: '/projects/$id', params: { id: project.id } })
    } catch (error) {
      showServerErrors(error, form, ['business_name', 'target_date'])
    }
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-7">
      {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field
          label="Business name"
          optional
          error={errors.business_name?.message}
          hint="A working title is enough. It can change any time."
        >
          <Input autoComplete="organization" {...form.register('business_name')} />
        </Field>
        <Field
          label="Opening day"
          optional
          error={errors.target_date?.message}
          hint={
            <span className="flex flex-wrap gap-x-3">
              {WEEKS.map((weeks) => (
                <button
                  key={weeks}
                  type="button"
                  className="prose-link touch-target text-ink-2"
                  onClick={() => form.setValue('target_date', daysAhead(weeks * 7), { shouldValidate: true })}
                >
                  in {weeks} weeks
                </button>
              ))}
            </span>
          }
        >
          <Input type="date" min={daysAhead(1)} className="num" {...form.register('target_date')} />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" size="l" pending={isSubmitting}>
          Start the launch
        </Button>
        <Button asChild variant="quiet" size="l">
          <Link to="/onboarding/profile">Back</Link>
        </Button>
      </div>
    </form>
  )
}
