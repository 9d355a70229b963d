from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.requests import person
from backend.letters.selectors import preferences_of
from backend.letters.services import preferences

from .serializers import LetterPreferencesReply, LetterPreferencesUpdateInput


class PreferencesView(APIView):
    @extend_schema(responses=LetterPreferencesReply)
    def get(self, request: Request) -> Response:
        """Which letters you get, of those you may do without."""
        return Response(LetterPreferencesReply(preferences_of(person(request))).data)

    @extend_schema(request=LetterPreferencesUpdateInput, responses=LetterPreferencesReply)
    def patch(self, request: Request) -> Response:
        """Turn a kind of letter on or off; what is not named stays as it is."""
        body = LetterPreferencesUpdateInput(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        preferences.choose_in_settings(user_id=person(request).pk, choices=body.validated_data)
        return Response(LetterPreferencesReply(preferences_of(person(request))).data)
