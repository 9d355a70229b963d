/** The creator's words as they typed them: no Markdown, line breaks kept. */
export const Bubble = ({ text }: { text: string }) => (
  <div className="max-w-[78%] rounded-[14px_14px_4px_14px] border border-hairline bg-sunk px-[15px] py-[11px] text-[15.5px] whitespace-pre-wrap max-md:max-w-[88%]">
    {text}
  </div>
)
