import type { ExternalToast } from 'sonner'

/** Short notices. Toasts themselves arrive when first needed, so that the page does not wait for them. */
export async function note(text: string, options: ExternalToast = {}) {
  const { toast } = await import('sonner')
  toast(text, options)
}

export async function complain(text: string, description: string) {
  const { toast } = await import('sonner')
  toast.error(text, { description })
}
