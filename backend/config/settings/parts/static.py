"""Static files: the built front end and the admin's, served by servestatic (whitenoise for ASGI) under /static/."""

from .env import BASE_DIR, DATA_DIR

FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.exists() else []
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_MAX_AGE = 60
SERVESTATIC_ALLOW_ALL_ORIGINS = False
