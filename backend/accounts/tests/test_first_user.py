"""Whoever signs up first runs the installation: exactly one person, however close the race."""

import threading

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from backend.accounts.models import FirstUser, User
from backend.accounts.selectors import home_workspace
from backend.accounts.services import signups
from backend.accounts.tests.factories import UserFactory


def sign_up(email: str, **fields: bool) -> User:
    with transaction.atomic():
        user = User.objects.create_user(email, "correct-horse-battery", **fields)
        signups.complete(user=user, name="")
    return user


@pytest.mark.django_db
def test_the_first_user_is_superuser_and_the_second_is_not() -> None:
    first, second = sign_up("first@example.com"), sign_up("second@example.com")
    assert (first.is_superuser, first.is_staff) == (True, True)
    assert (second.is_superuser, second.is_staff) == (False, False)


@pytest.mark.django_db
def test_a_demo_user_never_counts() -> None:
    demo = sign_up("demo@example.com", is_demo=True)
    person = sign_up("first@example.com")
    assert (demo.is_superuser, person.is_superuser) == (False, True)


@pytest.mark.django_db
def test_nobody_inherits_the_place_of_a_first_user_who_left() -> None:
    sign_up("first@example.com").delete()
    assert not sign_up("second@example.com").is_superuser


@pytest.mark.django_db
def test_a_superuser_made_by_command_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "correct-horse-battery")
    call_command("createsuperuser", "--noinput", "--email", "Boss@Example.com", verbosity=0)
    boss = User.objects.get_by_natural_key("BOSS@example.com")
    assert boss.is_superuser and boss.check_password("correct-horse-battery")
    assert home_workspace(boss).name == "boss’s workspace"
    assert not sign_up("second@example.com").is_superuser


@pytest.mark.django_db
def test_there_is_room_for_one_first_user_only() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstUser.objects.create(id=2, user=UserFactory())


@pytest.mark.django_db(transaction=True)
def test_of_people_who_sign_up_at_the_same_moment_exactly_one_becomes_superuser() -> None:
    count = 6
    start = threading.Barrier(count)

    def run(number: int) -> None:
        try:
            start.wait(10)
            sign_up(f"racer{number}@example.com")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert User.objects.count() == count
    assert User.objects.filter(is_superuser=True, is_staff=True).count() == 1
    assert FirstUser.objects.get().user.is_superuser


@pytest.mark.django_db(transaction=True)
def test_of_two_transactions_that_both_see_nobody_one_wins() -> None:
    """The narrow case on PostgreSQL: both have looked before either has committed."""
    both_have_looked = threading.Barrier(2)
    outcome: list[bool] = []

    def run(number: int) -> None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(f"racer{number}@example.com", "x")
                if connection.vendor == "postgresql":
                    both_have_looked.wait(10)
                outcome.append(FirstUser.claim(user))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcome) == [False, True]
