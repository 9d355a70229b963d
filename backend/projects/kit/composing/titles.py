"""What sessions and posts are called. Every title can be announced as it is.

Each format has eight titles, two a week: a weekly session takes the first of each pair. `{work}` is what members
work on: a project, a plan, a habit.
"""

Title = tuple[str, str]

WORK_OF_FIELD = {"money": "plan", "habits": "habit"}
"""The word for `{work}` by the playbook's field; a project everywhere else."""

_NOUNS = {
    "build_along": "Build-along",
    "q_and_a": "Q&A",
    "challenge": "Challenge",
    "workshop": "Workshop",
    "masterclass": "Masterclass",
    "livestream": "Live stream",
    "live_stream": "Live stream",
    "live_session": "Live session",
    "course": "Lesson",
    "newsletter": "Letter",
    "podcast": "Episode",
    "ama": "AMA",
    "book_club": "Book club",
    "guest_talk": "Guest talk",
    "critique": "Critique",
    "tutorial": "Tutorial",
}
_SESSIONS: dict[str, tuple[Title, ...]] = {
    "build_along": (
        ("start one small {work} together", "Everybody names what they will make, then two quiet stretches of work."),
        ("an hour to carry on, cameras optional", "Pick up where you stopped. Nobody has to show anything."),
        ("the part where everybody gets stuck", "Bring the spot you are stuck at. Three people are helped on screen."),
        ("swap and help", "Each looks at one other {work} and says what they would try next."),
        ("make it better", "Take one thing you did last week and do it again, slower."),
        ("work side by side", "Little talk, one song each, a look around at the end."),
        ("you choose what we make", "Put three ideas to the vote a few days before."),
        ("finish and show", "Two minutes each: what it was, what it became, what you would do differently."),
    ),
    "q_and_a": (
        ("bring the question you never dared to ask", "Questions can be sent in beforehand. Five are kept ready."),
        ("first steps, answered", "For everyone who joined this week and does not know where to begin."),
        ("where are you stuck this week?", "One stuck place each. Others who solved it answer first."),
        ("one {work}, looked at closely", "A volunteer shows theirs; everybody learns from it."),
        ("the mistakes we all make", "Start with your own. The best question becomes next month’s topic."),
        ("quick answers", "Three minutes a question, so everybody has a turn."),
        ("you set the agenda", "The questions with most votes come first."),
        ("what changed since you asked?", "Those who asked in week one tell what they did."),
    ),
    "challenge": (
        ("one small {work}, a little every day", "Three rules, a partner for everyone, day one together."),
        ("day five check-in", "A photo or a sentence each. Late starters are welcome."),
        ("the second week is the hard one", "Halve it and go on. Nobody starts again from zero."),
        ("pair up", "Find a partner for the next seven days."),
        ("halfway: show where you are", "Unfinished is what this is for."),
        ("what keeps you going?", "One trick each, collected into a list that stays."),
        ("the last stretch", "Members choose the final task."),
        ("finish line: show what you made", "Everybody who did anything is named."),
    ),
    "workshop": (
        ("from nothing to a first {work}", "Taught in small steps; each is done before the next begins."),
        ("practice hour", "Do last time’s step once more, with help."),
        ("the one skill that changes the rest", "One skill, three examples, then your own try."),
        ("your examples", "Bring your own {work}; we apply it together."),
        ("the hard part, step by step", "What most tutorials skip. The recording stays for members."),
        ("questions from the practice", "What went wrong at home, put right."),
        ("a topic you voted for", "The three most asked-for topics were put to the vote."),
        ("show what you can do now", "Five short shows and honest applause."),
    ),
}  # fmt: skip
_ANY: tuple[Title, ...] = (
    ("first one for the founding members", "What happens here, who is here, and one thing to take home."),
    ("what you told us in your introductions", "Built on the first answers members gave."),
    ("the question we hear most", "Answered properly, with an example."),
    ("a look behind the scenes", "How the work is really done, mistakes included."),
    (
        "a member’s {work} in the middle",
        "One member, with their consent, and what everybody can learn from it.",
    ),
    ("what we would do differently", "Told honestly, with what it cost."),
    ("members choose the topic", "The vote closes two days before."),
    ("the best of the first month", "What members said, made and asked."),
)
_CHECK_INS = {1: 2, 2: 4, 3: 7}
"""A monthly challenge goes on between its sessions: these of its titles are told, by week."""
_DAILY: tuple[tuple[str, ...], ...] = (
    ("name one small aim", "the first ten minutes", "ask one question", "show the messy middle",
     "help one person", "finish one small thing", "rest, and say what went well"),
    ("pick up where you stopped", "do the easy part first", "what is in the way?", "try it a second way",
     "learn from someone here", "carry one thing over the line", "look back at seven days"),
    ("choose the hard part", "cut it in half", "twenty quiet minutes", "ask for an honest look",
     "change one thing", "do it again, slower", "tell us what surprised you"),
    ("you set the aim", "pair up for the week", "teach what you learned", "one brave try",
     "tidy up and name it", "show what you made", "choose next month’s theme"),
)  # fmt: skip
_DAILY_NOTE = "Ten minutes are enough. Whoever misses a day simply joins the next."
_POSTS: tuple[Title, ...] = (
    ("Introductions: what brought you here?", "Answer yours first, and each of theirs within a day."),
    ("Halfway to the {noun}: what should it answer?", "Collect questions; name the three you will take up."),
    ("Show your {work} as it is today", "Unfinished is welcome. Say one thing you like about each."),
    ("You choose: what shall we do next month?", "Three suggestions and a free line. Founders vote first."),
)  # fmt: skip
_AFTER: tuple[Title, ...] = (
    _POSTS[0],
    ("One week in: how is it going?", "A sentence each. Write to those who have not said anything yet."),
    _POSTS[2],
    _POSTS[3],
)


def session(name: str, take: int, *, week: int, work: str, cadence: str) -> Title:
    """Return title and note of a session in `week` (0 to 3).

    `take` counts the sessions of its format before it; of a daily one, those of its week.
    """
    if cadence == "daily":
        return f"{noun(name)}: {_DAILY[week % 4][take % 7]}", _DAILY_NOTE
    pairs = _SESSIONS.get(name, _ANY)
    title, note = pairs[_place(take, week, cadence)]
    return f"{noun(name)}: {title.format(work=work)}", note.format(work=work)


def _place(take: int, week: int, cadence: str) -> int:
    """Two sessions a week take both of the week's titles; fewer take the first of its week, or the very first."""
    if cadence == "twice_weekly":
        return take % 8
    return 0 if take == 0 else 2 * (week % 4)


def post(name: str, week: int, *, work: str, meets_at: int) -> Title:
    """Return title and note of the post of a week without a session; `meets_at` is the first session's week."""
    if name == "challenge" and week > meets_at:
        title, note = _SESSIONS[name][_CHECK_INS[week]]
        return f"{noun(name)}: {title.format(work=work)}", note.format(work=work)
    title, note = (_POSTS if week < meets_at else _AFTER)[week]
    return title.format(work=work, noun=_mid_sentence(noun(name))), note


def noun(name: str) -> str:
    """Return what one session of the format is called."""
    words = name.replace("_", " ")
    return _NOUNS.get(name) or words[:1].upper() + words[1:]


def _mid_sentence(word: str) -> str:
    return word if word[1:2].isupper() or "&" in word else word[:1].lower() + word[1:]
