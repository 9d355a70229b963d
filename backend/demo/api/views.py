from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.permissions import SignedInByHand
from backend.demo.reading import story
from backend.demo.selectors import demo_creator, launch_of
from backend.demo.services import sessions

from .serializers import DemoOutput, DemoSessionOutput


class DemoView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=DemoOutput)
    def get(self, request: Request) -> Response:
        """Whether there is a demo creator to try the product as."""
        creator = demo_creator()
        about = story().about if creator else ""
        return Response(
            DemoOutput(
                {"available": creator is not None, "name": creator.name if creator else "", "about": about}
            ).data
        )


# DRF asks only those who are signed in for the token; this signs in those who are not.
@method_decorator(csrf_protect, name="dispatch")
class DemoSessionView(APIView):
    permission_classes = [AllowAny, SignedInByHand]

    @extend_schema(request=None, responses={201: DemoSessionOutput})
    def post(self, request: Request) -> Response:
        """Sign this browser in as the demo creator, in place of whoever was signed in there."""
        creator = sessions.sign_in(request._request)
        body = {"name": creator.name, "project_id": launch_of(creator)}
        return Response(DemoSessionOutput(body).data, status=status.HTTP_201_CREATED)
