import { Banner, Button, DialogClose, DialogFooter, Field, Input, Switch, Textarea } from '@/components/ui'
import type { Catalogue, CataloguePlan } from '../types'
import { usePlanEditing } from '../use-plan-editing'
import { InclusionField } from './inclusion-fields'
import { Lowering } from './lowering'
import { wholeNumber } from './plan-form'
import { Sheet } from './sheet'

interface PlanSheetProps {
  catalogue: Catalogue
  plan: CataloguePlan
  onClose: () => void
}

const MOST_POSITION = 32_767
const MOST_TRIAL_DAYS = 730

/** One plan: its words, its place, and what it includes. What is lowered is confirmed; what is stale is said. */
export default function PlanSheet({ catalogue, plan, onClose }: PlanSheetProps) {
  const { form, submit, saving, notice, lowering, confirm, back, failure } = usePlanEditing({
    catalogue,
    plan,
    onClose,
  })
  const { errors, isDirty } = form.formState
  const isFree = plan.key === 'free'
  return (
    <Sheet title={`Edit ${plan.name}`} dirty={isDirty} onClose={onClose}>
      {lowering ? (
        <Lowering
          plan={plan.name}
          preview={lowering}
          pending={saving}
          error={failure}
          onBack={back}
          onConfirm={confirm}
        />
      ) : null}
      <form onSubmit={submit} noValidate hidden={lowering !== null} className="grid gap-7 [&[hidden]]:hidden">
        <fieldset className="grid gap-4">
          <legend className="mb-3 text-[13.5px] text-ink-3">
            Its name, description and whether it is on offer reach Stripe with the next sync.
          </legend>
          <Field label="Name" error={errors.name?.message}>
            <Input
              maxLength={60}
              {...form.register('name', { validate: (text) => text.trim() !== '' || 'Give it a name.' })}
            />
          </Field>
          <Field label="Description" optional error={errors.tagline?.message}>
            <Textarea rows={2} maxLength={160} className="min-h-0" {...form.register('tagline')} />
          </Field>
          <div className="grid grid-cols-2 items-start gap-3">
            <Field
              label="Position"
              hint="Also its rank: a higher one includes more."
              error={errors.position?.message}
            >
              <Input
                inputMode="numeric"
                className="num"
                {...form.register('position', { validate: wholeNumber(MOST_POSITION) })}
              />
            </Field>
            {plan.has_prices ? (
              <Field
                label="Trial days"
                hint="For who subscribes from now on."
                error={errors.trial_days?.message}
              >
                <Input
                  inputMode="numeric"
                  className="num"
                  {...form.register('trial_days', { validate: wholeNumber(MOST_TRIAL_DAYS) })}
                />
              </Field>
            ) : null}
          </div>
          {isFree ? null : <OnOffer form={form} />}
        </fieldset>
        <fieldset className="grid gap-4">
          <legend className="display mb-3 text-[19px]">What it includes</legend>
          <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
            {catalogue.features.map((feature) => (
              <InclusionField key={feature.feature} feature={feature} form={form} />
            ))}
          </div>
        </fieldset>
        <div className="sticky -bottom-6 -mx-4 -mb-6 grid gap-3 border-t border-hairline bg-sheet px-4 py-4 sm:-mx-7 sm:px-7">
          {notice ? (
            <Banner tone="wait" role="alert">
              {notice}
            </Banner>
          ) : null}
          {errors.root?.server ? <Banner tone="error">{errors.root.server.message}</Banner> : null}
          <DialogFooter className="pt-0">
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={saving} disabled={!isDirty}>
              Save
            </Button>
          </DialogFooter>
        </div>
      </form>
    </Sheet>
  )
}

function OnOffer({ form }: Pick<ReturnType<typeof usePlanEditing>, 'form'>) {
  const isPublic = form.watch('is_public')
  return (
    <div className="flex items-start justify-between gap-4">
      <div>
        <p id="on-offer" className="text-[14px] font-[560]">
          On offer
        </p>
        <p className="text-[13.5px] text-ink-3">
          {isPublic
            ? 'Shown with the prices, and can be bought.'
            : 'Shown to nobody new; who has it keeps it.'}
        </p>
      </div>
      <Switch
        aria-labelledby="on-offer"
        checked={isPublic}
        onCheckedChange={(checked) => form.setValue('is_public', checked, { shouldDirty: true })}
      />
    </div>
  )
}
