"""Telephone numbers, and what may be shown of them."""

import base64
import hashlib

import phonenumbers

HOME_REGION = "CN"
MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def e164(text: str) -> str | None:
    """A number as people write it ("138 0000 0001", "0086…", "+86-…") in E.164; nothing where it is none.

    Eleven digits are a number of the mainland: nobody there writes +86. Only mobiles pass, since codes go by SMS.
    """
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national(phone: str) -> str:
    """The number as its owner writes it: without +86 at home, grouped 138 0000 0001."""
    digits = phone.removeprefix("+86")
    if digits == phone:
        return phone
    return f"{digits[:3]} {digits[3:7]} {digits[7:]}" if len(digits) == 11 else digits


def masked(phone: str) -> str:
    """Enough for the owner to know it again, too little for anybody else: 138****0001."""
    digits = phone.removeprefix("+86")
    return f"{digits[:3]}****{digits[-4:]}"


def demo_secret(phone: str) -> str:
    """The TOTP secret of a demo person: the same in every demo, so that a page can show the code."""
    return base64.b32encode(hashlib.sha256(f"linli demo {phone}".encode()).digest()[:20]).decode()


BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("HuaweiBrowser", "华为浏览器"),
    ("QQBrowser", "QQ 浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
PHONES = frozenset({"HarmonyOS", "Android", "iPhone"})


def device(user_agent: str) -> tuple[str, str]:
    """Browser and system as their owners call them, by the first mark that fits; "" where none does."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return browser, system
