"""``POST /api/auth/login``: name and password for a short-lived token."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from permissions.authentication import jwt, password, principals
from permissions.authentication.refusals import BAD_PASSWORD, challenge


class Credentials(serializers.Serializer):
    """What a caller logs in with; anything else in the body is refused."""

    username = serializers.CharField(max_length=150, trim_whitespace=False)
    password = serializers.CharField(max_length=password.LONGEST_PASSWORD, trim_whitespace=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = set(self.initial_data) - set(self.fields)
        if unknown:
            raise serializers.ValidationError(
                {name: serializers.ErrorDetail("There is no such member.", code="unknown") for name in sorted(unknown)}
            )
        return attrs


class Token(serializers.Serializer):
    """What a login gives."""

    token = serializers.CharField()
    token_type = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")


class LoginView(APIView):
    """Name and password for a token: 401 with the same text whether the name or the password is wrong."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    renderer_classes = (JSONRenderer,)

    @extend_schema(operation_id="log_in", tags=["Login"], request=Credentials, responses={200: Token})
    def post(self, request: Any) -> Response:
        credentials = Credentials(data=request.data)
        credentials.is_valid(raise_exception=True)
        given = credentials.validated_data
        verified = password.verify(request, given["username"], given["password"])
        rows = principals.user_rows(verified.user_id, None) if verified else []
        if verified is None or not rows or verified.tenant_id is None:
            raise AuthenticationFailed(BAD_PASSWORD)
        token = jwt.issue(user_id=verified.user_id, tenant_id=verified.tenant_id, password_hash=verified.password_hash)
        answer = {"token": token, "token_type": "Bearer", "expires_in": jwt.lifetime()}
        return Response(answer, headers={"Cache-Control": "no-store"})

    def get_authenticate_header(self, request: Any) -> str:
        return challenge(request)
