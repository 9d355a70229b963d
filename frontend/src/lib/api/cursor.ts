/** The cursor in the address of the next page, as the API gives it; nothing where that was the last page. */
export const cursorIn = (address: string | null | undefined): string | undefined =>
  address ? (new URL(address, window.location.origin).searchParams.get('cursor') ?? undefined) : undefined
