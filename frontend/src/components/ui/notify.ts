/** Short notices for code that is loaded early: the toasts themselves arrive when first needed. */
const show = async (kind: 'success' | 'error', text: string) => {
  const { toast } = await import('sonner')
  toast[kind](text)
}

export const notify = {
  success: (text: string) => show('success', text),
  error: (text: string) => show('error', text),
}
