"""Service orders in the admin: quoted, and moved on as the work goes."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest

from backend.accounts.models import User
from backend.core.administration import LongTableAdmin
from backend.core.errors import ApplicationError

from . import displays
from .models import OrderState, ServiceOrder, ServiceOrderMove
from .services import orders


class OrderMoveForm(forms.ModelForm):
    """The next state, with what it needs: an amount and a date for a quote, a note for any."""

    move_to = forms.ChoiceField(required=False, label="Move to")
    move_note = forms.CharField(
        required=False, max_length=500, label="Note", widget=forms.Textarea({"rows": 3})
    )
    amount_minor = forms.IntegerField(required=False, min_value=1, label="Quote, in minor units")
    valid_until = forms.SplitDateTimeField(required=False, label="Quote valid until")

    class Meta:
        model = ServiceOrder
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = ((str(state), state.label) for state in self.instance.ways_on)
        choices = [("", "Leave as it is"), *possible]
        self.fields["move_to"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("move_to") == OrderState.QUOTED and not cleaned.get("amount_minor"):
            self.add_error("amount_minor", "Name the price.")
        return cleaned


class MoveInline(admin.TabularInline):
    model = ServiceOrderMove
    extra = 0
    fields = ["created_at", "from_state", "to_state", "actor", "note"]
    readonly_fields = fields  # type: ignore[assignment]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ServiceOrder)
class ServiceOrderAdmin(LongTableAdmin):
    form = OrderMoveForm
    list_display = ["reference", "package", "workspace", "state", "quoted", "created_at"]
    list_select_related = ["package", "workspace"]
    list_filter = ["state", "package"]
    search_ids = ("pk", "workspace")
    inlines = [MoveInline]
    readonly_fields = [
        "reference",
        "workspace",
        "package",
        "ordered_by",
        "environment",
        "answers",
        "state",
        "quoted",
        "quote_note",
        "quote_valid_until",
        "paid_at",
        "paid_session_id",
    ]
    fields = [*readonly_fields, "move_to", "amount_minor", "valid_until", "move_note"]

    @admin.display(description="Quote")
    def quoted(self, order: ServiceOrder) -> str:
        return "" if order.quote_minor is None else displays.money(order.quote_minor, order.currency)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ServiceOrder, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        if not form.cleaned_data.get("move_to"):
            return
        try:
            _move(obj, request.user, form.cleaned_data)
        except ApplicationError as error:
            self.message_user(request, error.detail, messages.ERROR)


def _move(order: ServiceOrder, actor: User, said: dict[str, Any]) -> None:
    to, note = said["move_to"], said["move_note"]
    if to == OrderState.QUOTED:
        amount, until = said["amount_minor"], said["valid_until"]
        orders.quote(order=order, actor=actor, amount_minor=amount, note=note, valid_until=until)
    else:
        orders.move(order=order, to=to, actor=actor, note=note)
