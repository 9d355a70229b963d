"""DRF and the OpenAPI schema."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "backend.accounts.api.authentication.SessionAuthentication",
        "backend.billing.api.authentication.MeteredApiKeyAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["backend.core.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["backend.core.api.renderers.OrjsonRenderer"],
    "DEFAULT_PAGINATION_CLASS": "backend.core.pagination.CursorPagination",
    "DEFAULT_SCHEMA_CLASS": "backend.core.api.schema.ProblemAutoSchema",
    "EXCEPTION_HANDLER": "backend.core.api.problems.problem_response",
    "COERCE_DECIMAL_TO_STRING": False,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Atelier",
    "DESCRIPTION": "The API of Atelier, an AI business partner for creators.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    # The documentation page's files come from us, not from a content network.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "MessageStatusEnum": "backend.agents.models.Message.Status",
        "ProjectStatusEnum": "backend.projects.models.ProjectStatus",
        "DecisionCategoryEnum": "backend.projects.values.CATEGORIES",
        "MembershipRoleEnum": "backend.accounts.models.Role",
        "MessageRoleEnum": "backend.agents.models.Message.Role",
        "LedgerKindEnum": "backend.treasury.models.Kind",
        "LedgerGradeEnum": "backend.treasury.models.Grade",
        "FinanceTileEnum": "backend.treasury.tiles.Tile",
        "GoalMetricEnum": "backend.treasury.models.GoalMetric",
        "WorldEnum": "backend.treasury.worlds.World",
        "MetricUnitEnum": "backend.analytics.api.serializers.UNITS",
        "FeatureUnitEnum": "backend.billing.features.UNITS",
        "FeatureKindEnum": "backend.billing.features.KINDS",
        "QuestionKindEnum": "backend.billing.packages.forms.KINDS",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "backend.core.api.schema.require_response_fields",
    ],
}
