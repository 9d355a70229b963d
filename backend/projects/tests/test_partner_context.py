import json

from backend.projects import selectors, values
from backend.projects.models import Project
from backend.projects.services import decisions, tasks

from .factories import CreatorProfileFactory


def test_a_new_creator_is_described_with_what_is_not_known(project: Project) -> None:
    context = selectors.partner_context(project)
    assert context["creator"] == {
        "name": "Ada Lovelace",
        "primary_platform": None,
        "follower_count": None,
        "engagement_rate": None,
        "niche": None,
        "demographics": None,
        "signals": None,
        "personality": None,
    }
    assert context["project"]["decisions"] == dict.fromkeys(values.CATEGORIES)
    assert context["project"]["recommendations"]["timeline"]["value"] == "P6W"


def test_the_project_is_described_as_it_stands(project: Project) -> None:
    CreatorProfileFactory(user=project.user)
    decisions.record(project=project, category="pricing", value="€19 a month")
    tasks.toggle(project=project, task_id="gather_numbers", completed=True)
    context = selectors.partner_context(project)["project"]
    assert (context["playbook"], context["currency"]) == ("premium_community", "EUR")
    assert context["decisions"]["pricing"] == {
        "value": {"amount_minor": 1900, "currency": "EUR", "period": "month"},
        "display": "€19 a month",
    }
    assert context["tasks"][0] == {
        "task_id": "gather_numbers",
        "title": "Write down the numbers you already have",
        "phase": "know_your_people",
        "completed": True,
    }
    assert len(context["tasks"]) == 22
    assert context["recommendations"]["pricing"]["arithmetic"][2] == "At $19 that is $627 to $1,862 a month."


def test_it_is_plain_json_and_holds_no_address(project: Project) -> None:
    CreatorProfileFactory(user=project.user)
    text = json.dumps(selectors.partner_context(project))
    assert project.user.email not in text
