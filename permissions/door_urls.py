"""Where one gets in: OAuth2, the login of scripts, and the login page. To be included at the root."""

from django.urls import include, path, re_path

from permissions.authentication.login import LoginView as TokenLoginView
from permissions.oauth.pages import LoginView, LogoutView

# Under these names the browsable API finds its login and logout links.
session_patterns = (
    [
        re_path(r"^login/?$", LoginView.as_view(), name="login"),
        re_path(r"^logout/?$", LogoutView.as_view(), name="logout"),
    ],
    "rest_framework",
)

urlpatterns = [
    path("", include("permissions.oauth.urls")),
    path("", include(session_patterns)),
    re_path(r"^api/auth/login/?$", TokenLoginView.as_view(), name="token-login"),
]
