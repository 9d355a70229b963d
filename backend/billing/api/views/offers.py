"""What is sold, for everyone to see."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.billing import orders_shown, selectors
from backend.billing.api.serializers.offers import PricingOutput, ServicePackageOutput, SoldProductOutput
from backend.billing.services import offers


class PlansView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="billing_plans", responses=PricingOutput)
    def get(self, request: Request) -> Response:
        """The plans, their prices, and their features side by side."""
        return Response(PricingOutput(offers.pricing()).data)


class ProductsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="products_list", responses=SoldProductOutput(many=True))
    def get(self, request: Request) -> Response:
        """The plans under the name that older clients know them by."""
        return Response(SoldProductOutput(offers.products(), many=True).data)


class PackagesView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="billing_packages", responses=ServicePackageOutput(many=True))
    def get(self, request: Request) -> Response:
        """Services at a fixed scope, and what we ask before we quote one."""
        packages = [orders_shown.package(row) for row in selectors.public_packages()]
        return Response(ServicePackageOutput(packages, many=True).data)
