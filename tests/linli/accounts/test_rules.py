"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.accounts.rules import demo_secret, device, e164, masked, national

mobiles = st.from_regex(r"\A1(3[0-9]|5[0-35-9]|8[0-9])[0-9]{8}\Z")


@given(mobiles, st.sampled_from(["{}", "+86{}", "0086{}", " +86 {} ", "86{}"]))
def test_every_way_to_write_a_mainland_number_means_the_same(number: str, way: str) -> None:
    assert e164(way.format(number)) == f"+86{number}"


@given(mobiles)
def test_the_written_form_reads_back(number: str) -> None:
    assert e164(national(f"+86{number}")) == f"+86{number}"


@given(st.text(max_size=20))
def test_whatever_is_typed_gives_a_number_or_nothing(text: str) -> None:
    found = e164(text)
    assert found is None or found.startswith("+")


@pytest.mark.parametrize("text", ["", "110", "053187654321", "1380000000", "ann@demo.linli.example"])
def test_what_gets_no_sms_is_no_mobile_number(text: str) -> None:
    assert e164(text) is None


def test_numbers_from_elsewhere_keep_their_country() -> None:
    assert e164("+852 9123 4567") == "+85291234567"
    assert national("+85291234567") == "+85291234567"


@given(mobiles)
def test_a_masked_number_hides_four_digits(number: str) -> None:
    assert masked(f"+86{number}") == f"{number[:3]}****{number[7:]}"


def test_demo_secrets_follow_from_the_number() -> None:
    assert demo_secret("+8613800000002") == demo_secret("+8613800000002") != demo_secret("+8613800000003")


def test_a_device_is_named_by_what_its_owner_calls_it() -> None:
    wechat = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari MicroMessenger/8.0"
    assert device(wechat) == ("微信", "iPhone")
    assert device("curl/8") == ("", "")
