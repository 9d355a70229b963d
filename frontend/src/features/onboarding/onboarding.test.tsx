import { screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { ada, adasProfile, makeProject } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'
import { awayInWords, daysAhead } from './checks'
import { estimate } from './estimate'
import cases from './estimate.cases.json'

beforeEach(() => {
  localStorage.clear()
  server.use(answer('/api/v1/users/me', ada))
})

describe('the estimate', () => {
  test.each(cases)('$followers at $rate% are $engaged listeners, $low to $high members', (known) => {
    const { engaged, low, high } = known
    expect(estimate(known.followers, known.rate)).toMatchObject({ engaged, low, high })
  })

  test.each([
    ['', '6.5'],
    ['50k', ''],
    ['50k', '101'],
    ['2000000000', '3'],
  ])('there is none for %j followers and %j percent', (followers, rate) => {
    expect(estimate(followers, rate)).toBeNull()
  })
})

test('days are counted in weeks where they come out even', () => {
  expect([1, 10, 42].map((days) => awayInWords(daysAhead(days)))).toEqual([
    'tomorrow',
    '10 days from now',
    '6 weeks from now',
  ])
})

const question = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const next = () => screen.getByRole('button', { name: 'Next' })
const slip = () => within(screen.getByRole('complementary'))
const project = makeProject()

/** Remembers what the server was sent, and answers as it would. */
function serve() {
  const sent: Record<string, unknown[]> = { profile: [], project: [] }
  server.use(
    http.put('*/api/v1/projects/profile', async ({ request }) => {
      const body = (await request.json()) as object
      sent.profile?.push(body)
      return HttpResponse.json({ ...adasProfile, ...body })
    }),
    http.post('*/api/v1/projects/', async ({ request }) => {
      sent.project?.push(await request.json())
      return HttpResponse.json(project, { status: 201 })
    }),
  )
  return sent
}

/** From the first question to the fifth. */
async function giveNumbers(user: UserEvent) {
  await question('Where are most of your people?')
  await user.keyboard('1{Enter}')
  await user.type(await screen.findByLabelText('How many subscribers do you have there?'), '50k{Enter}')
  await user.type(await screen.findByLabelText('How lively are they?'), '6,5{Enter}')
  await user.type(await screen.findByLabelText('What do you make?'), ' Cozy desk setups {Enter}')
  await question('What shall we call it?')
}

describe('one question a screen', () => {
  test('by keyboard from the first question into the started launch', async () => {
    const sent = serve()
    const { user, router } = renderApp('/onboarding')
    await giveNumbers(user)
    expect(sent.profile).toEqual([
      {
        primary_platform: 'youtube',
        follower_count: 50_000,
        engagement_rate: 6.5,
        niche: 'Cozy desk setups',
        signals: {},
      },
    ])
    await user.type(screen.getByLabelText('What shall we call it?'), 'Pixel & Pine{Enter}')
    await question('When would you like to open?')
    await user.click(screen.getByRole('button', { name: /In 6 weeks/ }))
    await user.click(next())

    await question('A last look')
    expect(screen.getByText('Cozy desk setups', { selector: 'dd' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Start the launch' }))
    await waitFor(() => expect(router.state.location.pathname).toBe(`/projects/${project.id}`))
    expect(sent.project).toEqual([
      { playbook: 'premium_community', business_name: 'Pixel & Pine', target_date: daysAhead(42) },
    ])
    expect(sent.profile).toHaveLength(1)
    expect(localStorage.getItem(`atelier.onboarding.${ada.id}`)).toBeNull()
  })

  test('the receipt grows line by line', async () => {
    serve()
    const { user } = renderApp('/onboarding')
    await question('Where are most of your people?')
    expect(slip().getByText(/Each answer adds a line/)).toBeVisible()
    await user.click(screen.getByRole('radio', { name: 'Podcast' }))
    expect(slip().getByText('Podcast')).toBeVisible()
    await user.click(next())
    await user.type(await screen.findByLabelText('How many listeners do you have there?'), '50000')
    expect(slip().getByText('50,000')).toBeVisible()
    await user.click(next())
    await user.type(await screen.findByLabelText('How lively are they?'), '6.5')
    expect(slip().getByText('3,250')).toBeVisible()
    expect(slip().getByText('33 to 98 members')).toBeVisible()
    expect(slip().getByText(/halves up. An estimate, not a promise/)).toBeVisible()
  })

  test('an unknown rate is the typical one, and is called that everywhere', async () => {
    const sent = serve()
    const { user } = renderApp('/onboarding')
    await user.click(await screen.findByRole('radio', { name: 'YouTube' }))
    await user.click(next())
    await user.type(await screen.findByLabelText(/How many subscribers/), '50000{Enter}')
    await user.click(await screen.findByRole('button', { name: 'I don’t know' }))
    await user.type(await screen.findByLabelText('What do you make?'), 'Pots')
    expect(slip().getByText('typical, not yours')).toBeVisible()
    await user.click(next())
    await question('What shall we call it?')
    expect(sent.profile).toMatchObject([
      { engagement_rate: 3, signals: { engagement_rate_is_typical: true } },
    ])
  })

  test('name and day may wait', async () => {
    const sent = serve()
    server.use(answer('/api/v1/projects/profile', adasProfile))
    const { user } = renderApp('/onboarding/start')
    await question('What shall we call it?')
    await user.click(screen.getByRole('button', { name: 'Name it later' }))
    await user.click(await screen.findByRole('button', { name: 'Decide in the talk' }))
    await question('A last look')
    expect(screen.getByText('To be decided in the talk')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Start the launch' }))
    await waitFor(() => expect(sent.project).toEqual([{ playbook: 'premium_community', business_name: '' }]))
    expect(sent.profile).toEqual([])
  })

  test('each answer that is missing or wrong says what it needs, and stays', async () => {
    serve()
    const { user } = renderApp('/onboarding')
    await question('Where are most of your people?')
    await user.click(next())
    expect(await screen.findByText(/choose where most of your people are/)).toBeVisible()
    await user.keyboard('1')
    expect(screen.queryByText(/choose where most/)).not.toBeInTheDocument()
    await user.click(next())

    const followers = await screen.findByLabelText(/How many subscribers/)
    expect(followers).not.toHaveAttribute('aria-invalid')
    await user.type(followers, 'many{Enter}')
    expect(followers).toHaveAccessibleDescription(/write a whole number/)
    await user.clear(followers)
    await user.type(followers, '1{Enter}')

    await user.type(await screen.findByLabelText('How lively are they?'), '120{Enter}')
    expect(screen.getByLabelText('How lively are they?')).toHaveAccessibleDescription(/more than 100%/)
  })

  test('an opening day in the past is refused', async () => {
    server.use(answer('/api/v1/projects/profile', adasProfile))
    const { user } = renderApp('/onboarding/when')
    const day = await screen.findByLabelText('When would you like to open?')
    await user.type(day, '2020-01-01')
    await user.click(next())
    expect(await screen.findByText('Please choose a day after today.')).toBeVisible()
  })

  test('the caret keeps its place while the number is grouped', async () => {
    server.use(answer('/api/v1/projects/profile', adasProfile))
    const { user } = renderApp('/onboarding/how-many')
    const field = await screen.findByLabelText<HTMLInputElement>(/How many subscribers/)
    await user.clear(field)
    await user.type(field, '1234')
    await user.type(field, '9', { initialSelectionStart: 1, initialSelectionEnd: 1 })
    expect(field).toHaveValue('19,234')
    expect(field.selectionStart).toBe(2)
  })
})

describe('coming and going', () => {
  test('back keeps the answers, by button and by the browser', async () => {
    serve()
    const { user, router } = renderApp('/onboarding')
    await giveNumbers(user)
    await user.click(screen.getByRole('link', { name: 'Back' }))
    expect(await screen.findByLabelText('What do you make?')).toHaveValue(' Cozy desk setups ')
    router.history.back()
    await question('What shall we call it?')
    await user.click(screen.getByRole('link', { name: /Where/ }))
    expect(await screen.findByRole('radio', { name: 'YouTube' })).toBeChecked()
  })

  test('a reload keeps them too, and goes on at the first question still open', async () => {
    serve()
    const first = renderApp('/onboarding')
    await question('Where are most of your people?')
    await first.user.keyboard('1{Enter}')
    await first.user.type(await screen.findByLabelText(/How many subscribers/), '50k')
    first.unmount()

    const again = renderApp('/onboarding/review')
    await question('How lively are they?')
    expect(again.router.state.location.pathname).toBe('/onboarding/how-lively')
    expect(slip().getByText('50,000')).toBeVisible()
  })

  test('what one person typed is not shown to another', async () => {
    localStorage.setItem('atelier.onboarding.somebody-else', JSON.stringify({ platform: 'youtube' }))
    renderApp('/onboarding')
    await question('Where are most of your people?')
    expect(screen.getByRole('radio', { name: 'YouTube' })).not.toBeChecked()
  })

  test('spoiled storage is no answer', async () => {
    localStorage.setItem(`atelier.onboarding.${ada.id}`, '{"platform": 7, "followers": ["x"]')
    renderApp('/onboarding')
    await question('Where are most of your people?')
  })

  test('one answer is changed from the last look, which follows again', async () => {
    const sent = serve()
    server.use(answer('/api/v1/projects/profile', adasProfile))
    const { user } = renderApp('/onboarding/review')
    await user.click(await screen.findByRole('link', { name: 'Change how many' }))
    const field = await screen.findByLabelText(/How many subscribers/)
    await user.clear(field)
    await user.type(field, '60k')
    await user.click(screen.getByRole('button', { name: 'Back to the last look' }))
    await question('A last look')
    expect(screen.getByText('60,000', { selector: 'form dd' })).toBeVisible()
    expect(sent.profile).toMatchObject([{ follower_count: 60_000 }])
  })

  test('each step is announced, and the list marks where one is', async () => {
    serve()
    const { user } = renderApp('/onboarding')
    await question('Where are most of your people?')
    await waitFor(() => expect(document.title).toBe('Where are most of your people? Step 1 of 7 · Atelier'))
    await user.keyboard('1{Enter}')
    await screen.findByLabelText(/How many subscribers/)
    expect(
      await screen.findByText('Step 2 of 7: How many subscribers do you have there?'),
    ).toBeInTheDocument()
    const steps = within(screen.getByRole('navigation', { name: 'Steps' }))
    expect(steps.getByText('How many').closest('li')).toHaveAttribute('aria-current', 'step')
    expect(steps.getByRole('link', { name: /Where, answered/ })).toBeVisible()
    expect(steps.queryByRole('link', { name: /Opening day/ })).not.toBeInTheDocument()
  })

  test('who has a launch under way is led to it', async () => {
    server.use(answer('/api/v1/projects/profile', adasProfile), answer('/api/v1/projects/active', project))
    const { router } = renderApp('/onboarding/start')
    await waitFor(() => expect(router.state.location.pathname).toBe(`/projects/${project.id}`))
  })

  test('a step that does not exist is not found', async () => {
    renderApp('/onboarding/nonsense')
    await question('This page is not in the workshop')
  })
})

describe('what the server says', () => {
  beforeEach(() => server.use(answer('/api/v1/projects/profile', adasProfile)))

  const start = async (user: UserEvent) =>
    user.click(await screen.findByRole('button', { name: 'Start the launch' }))

  test('another tab was quicker: its launch is opened', async () => {
    server.use(
      http.post('*/api/v1/projects/', () => {
        server.use(answer('/api/v1/projects/active', project))
        return problem(409, 'project_active', 'One launch is under way already.')
      }),
    )
    const { user, router } = renderApp('/onboarding/review')
    await start(user)
    await waitFor(() => expect(router.state.location.pathname).toBe(`/projects/${project.id}`))
  })

  test('a refusal leads back to the step it speaks of, with nothing lost', async () => {
    server.use(
      http.post('*/api/v1/projects/', () =>
        problem(400, 'invalid', 'Please look again.', {
          errors: { business_name: ['Please leave out the link.'] },
        }),
      ),
    )
    localStorage.setItem(`atelier.onboarding.${ada.id}`, JSON.stringify({ name: 'pots.example' }))
    const { user } = renderApp('/onboarding/review')
    await start(user)
    const field = await screen.findByLabelText('What shall we call it?')
    expect(field).toHaveAccessibleDescription(/leave out the link/)
    expect(field).toHaveValue('pots.example')
    await user.type(field, '!')
    expect(screen.queryByText(/leave out the link/)).not.toBeInTheDocument()
  })

  test('a failure that concerns no answer is said where one is, and trying again works', async () => {
    const sent = serve()
    server.use(
      http.post('*/api/v1/projects/', () => problem(503, 'unavailable', 'Please try again in a minute.'), {
        once: true,
      }),
    )
    const { user } = renderApp('/onboarding/review')
    await start(user)
    expect(await screen.findByRole('alert')).toHaveTextContent('Please try again in a minute.')
    await start(user)
    await waitFor(() => expect(sent.project).toHaveLength(1))
  })
})

describe('changing the numbers later', () => {
  test('the saved profile comes back, is changed, and leads home', async () => {
    const sent = serve()
    server.use(
      answer('/api/v1/projects/profile', {
        ...adasProfile,
        demographics: { age: '25-34' },
        signals: { engagement_rate_is_typical: true, tempo: 'slow' },
      }),
    )
    const { user, router } = renderApp('/onboarding/profile')
    expect(await screen.findByRole('radio', { name: 'YouTube' })).toBeChecked()
    expect(screen.getByLabelText('Followers')).toHaveValue('50,000')
    expect(slip().getByText('typical, not yours')).toBeVisible()
    const rate = screen.getByLabelText('Engagement rate')
    await user.clear(rate)
    await user.type(rate, '7')
    expect(slip().getByText('35 to 105 members')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/dashboard'))
    // What the profile holds besides stays; the mark goes with the value it belonged to.
    expect(sent.profile).toMatchObject([
      { engagement_rate: 7, demographics: { age: '25-34' }, signals: { tempo: 'slow' } },
    ])
    expect(sent.profile?.[0]).not.toHaveProperty('signals.engagement_rate_is_typical')
  })

  test('what is wrong stands beside its field, the first one gets the focus', async () => {
    server.use(answer('/api/v1/projects/profile', adasProfile))
    const { user } = renderApp('/onboarding/profile')
    const followers = await screen.findByLabelText('Followers')
    await user.clear(followers)
    await user.clear(screen.getByLabelText('What do you make?'))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(followers).toHaveAccessibleDescription(/write a whole number/))
    expect(screen.getByLabelText('What do you make?')).toHaveAccessibleDescription(/say in a few words/)
    expect(followers).toHaveFocus()
  })

  test('a refusal of the server stands beside its field', async () => {
    server.use(
      answer('/api/v1/projects/profile', adasProfile),
      http.put('*/api/v1/projects/profile', () =>
        problem(400, 'invalid', 'Please look again.', { errors: { niche: ['Please leave out the link.'] } }),
      ),
    )
    const { user } = renderApp('/onboarding/profile')
    await user.click(await screen.findByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(screen.getByLabelText('What do you make?')).toHaveAccessibleDescription(/leave out the link/),
    )
  })

  test('who has given none yet is asked one by one', async () => {
    renderApp('/onboarding/profile')
    await question('Where are most of your people?')
  })
})
