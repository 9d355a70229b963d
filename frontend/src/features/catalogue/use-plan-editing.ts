import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { notify } from '@/components/ui'
import { isApiError, showServerErrors } from '@/lib/api'
import { catalogueQuery } from './api'
import { changedWords, formOf, type PlanForm, WORDS } from './components/plan-form'
import { useChangePlan, usePreview, useSetInclusions } from './deeds'
import { changedValues } from './model'
import type { Catalogue, CataloguePlan, InclusionPreview } from './types'

interface Editing {
  catalogue: Catalogue
  plan: CataloguePlan
  onClose: () => void
}

/**
 * The form of a plan. What the person did not touch follows whatever others save; what they typed stays, also when a
 * save is refused because somebody was quicker.
 */
export function usePlanEditing({ catalogue: { features }, plan, onClose }: Editing) {
  const client = useQueryClient()
  // The plan as it stood when this form was made from it: what is sent is what differs from that.
  const [base, setBase] = useState(plan)
  const [notice, setNotice] = useState('')
  const [lowering, setLowering] = useState<InclusionPreview | null>(null)
  const change = useChangePlan(plan.key)
  const preview = usePreview(plan.key)
  const include = useSetInclusions(plan.key)
  const form = useForm<PlanForm>({ defaultValues: formOf(plan, features) })
  // Read, so that it is kept up: what is not touched may be replaced.
  void form.formState.dirtyFields

  function take(fresh: CataloguePlan) {
    setBase(fresh)
    form.reset(formOf(fresh, features), { keepDirtyValues: true })
    return fresh
  }

  async function save(typed: PlanForm, confirmed?: number) {
    let now = base
    try {
      const words = changedWords(now, typed)
      if (Object.keys(words).length > 0) {
        now = take(await change.mutateAsync({ ...words, seen: now.updated_at }))
      }
      const values = changedValues(features, now, typed.values)
      if (Object.keys(values).length > 0) {
        const more = confirmed === undefined ? {} : { confirmed }
        await include.mutateAsync({ values, seen: now.updated_at, ...more })
      }
      notify.success(`${typed.name.trim()} is saved`)
      onClose()
    } catch (error) {
      await refused(error)
    }
  }

  async function refused(error: unknown) {
    if (isApiError(error, 'lowering_not_confirmed')) {
      setLowering(error.body.preview as InclusionPreview)
      return
    }
    setLowering(null)
    if (!isApiError(error, 'changed_meanwhile')) {
      showServerErrors(renamed(error), form, fields)
      return
    }
    const held = await client.fetchQuery({ ...catalogueQuery, staleTime: 0 }).catch(() => null)
    const fresh = held?.plans.find(({ key }) => key === plan.key)
    if (fresh) take(fresh)
    setNotice(
      'Somebody changed this plan meanwhile. What you typed is still here, and everything else is as it is now. Look at it once more, then save.',
    )
  }

  const fields = [...WORDS, ...features.map(({ feature }) => `values.${feature}.text` as const)]

  const submit = form.handleSubmit(async (typed) => {
    setNotice('')
    const values = changedValues(features, base, typed.values)
    if (Object.keys(values).length === 0) return save(typed)
    try {
      const shown = await preview.mutateAsync(values)
      if (shown.changes.some(({ lowers }) => lowers)) setLowering(shown)
      else await save(typed)
    } catch (error) {
      await refused(error)
    }
  })

  return {
    form,
    submit,
    saving: change.isPending || preview.isPending || include.isPending,
    notice,
    lowering,
    failure: null,
    back: () => setLowering(null),
    confirm: () => void save(form.getValues(), lowering?.workspaces),
  }

  /** The server speaks of a feature by its name; the form has it one level down. */
  function renamed(error: unknown): unknown {
    if (!isApiError(error, 'invalid')) return error
    for (const { feature } of features) {
      const said = error.errors[feature]
      if (said) error.errors[`values.${feature}.text`] = said
    }
    return error
  }
}
