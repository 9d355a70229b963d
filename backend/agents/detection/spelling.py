"""Slips of the finger: one letter missing, doubled or swapped in a word the detector lives on."""

import re

from backend.agents.detection.lexicon import in_order, paired, vocabulary

_LEXICON = in_order(
    """
    discord patreon telegram whatsapp substack facebook kajabi mighty networks podia january february
    september october november december august launch launching weekly monthly quarterly yearly month
    charge charging dollars pounds workshop workshops tutorial tutorials interviews challenge livestream
    community membership finished completed survey interest welcome letter payments announced published
    connected platform decided tiers
    """
)
_REAL_WORDS = vocabulary(
    """
    better challenged challenges charged charges completes decide decides dollar finishers finishes interests
    interview later launched lettered letters livestreams lunch lunching memberships might monthly months moth
    network patron patrons payment platforms ponds pound surveys tier tiers tiers' ties tires tries tutor
    tutorials welcomed workshops
    """
)
_EXPLICIT = paired(
    """
    weakly:weekly discrod:discord buildalong:build-along buildalongs:build-alongs febuary:february
    wensday:wednesday mo.:month tommorow:tomorrow tomorow:tomorrow biweekley:biweekly
    definately:definitely curcle:circle cirlce:circle cicle:circle circel:circle skol:skool
    whatapp:whatsapp watsapp:whatsapp dolar:dollar nxt:next wk:week wks:weeks yr:year yrs:years
    """
)
_TOKEN = re.compile(r"[a-z][a-z']{1,16}\.?")


def _slips(word: str) -> set[str]:
    missing = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    doubled = {word[:i] + word[i] + word[i:] for i in range(len(word))}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return missing | doubled | swapped


_CORRECTIONS = {
    slip: word for word in _LEXICON for slip in sorted(_slips(word)) if len(slip) > 3 or word == "month"
}
for _known in _REAL_WORDS.union(_LEXICON):
    _CORRECTIONS.pop(_known, None)
_CORRECTIONS |= _EXPLICIT


def corrected(text: str) -> str:
    """`text` (lower case) with known slips put right; words it does not know stay as they are."""
    return _TOKEN.sub(_correct, text)


def _correct(match: re.Match[str]) -> str:
    token = match[0]
    bare = token.rstrip(".")
    return _CORRECTIONS.get(bare, bare) + token[len(bare) :]
