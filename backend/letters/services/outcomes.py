"""What a failed sending means: nothing was sent for certain, or nobody knows."""

import smtplib

from anymail.exceptions import (
    AnymailAPIError,
    AnymailConfigurationError,
    AnymailError,
)
from requests import ConnectionError as RequestsConnectionError
from requests import ConnectTimeout
from urllib3.exceptions import NewConnectionError

# Everything that sending may end in, by SMTP or through a provider's API.
FAILURES = (smtplib.SMTPException, OSError, AnymailError, AnymailConfigurationError)
# The mail server answered no, or was never reached.
_REFUSALS = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
    ConnectionRefusedError,
    ConnectTimeout,
    AnymailConfigurationError,
)


def surely_not_sent(error: Exception) -> bool:
    """Say whether the letter cannot have left: then it may be sent again without anyone getting it twice."""
    if isinstance(error, _REFUSALS):
        return True
    if isinstance(error, AnymailAPIError):
        return _was_refused(error.status_code) or _was_never_reached(error)
    # A letter that the provider takes from nobody, or that could not even be put into its words.
    return isinstance(error, AnymailError)


def _was_refused(status_code: int | None) -> bool:
    """A provider that timed out (408) or broke (5xx) may have taken the letter before."""
    return status_code is not None and 400 <= status_code < 500 and status_code != 408


def _was_never_reached(error: AnymailAPIError) -> bool:
    cause = error.__cause__
    if not isinstance(cause, RequestsConnectionError) or not cause.args:
        return False
    return isinstance(getattr(cause.args[0], "reason", None), NewConnectionError)
