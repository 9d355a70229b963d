from django import forms
from django.http import HttpRequest

from .models import User


class SignupForm(forms.Form):
    """What the sign-up body may hold beside e-mail and password. allauth builds its own input upon this."""

    name = forms.CharField(max_length=120, required=False)

    def signup(self, request: HttpRequest, user: User) -> None:
        """Required by allauth; the adapter has already saved the name with the user."""
