"""The launch kit on paper: Markdown, PDF and a calendar file. Each module has one `render(kit)`."""
