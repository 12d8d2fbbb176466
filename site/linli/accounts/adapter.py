"""allauth's storage and wording: phones live on the user, codes go out through the SMS gateway."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from linli.accounts.models import User
from linli.accounts.sms import gateway


class AccountAdapter(DefaultAccountAdapter):
    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.is_phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.is_phone_verified = phone, verified
        user.save(update_fields=["phone", "is_phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        gateway().send(phone, f"【邻里】验证码 {code}，十分钟内有效。请勿告诉任何人。")
