"""Elder mode: one press on, one press off, remembered on the device and for the person."""

from django.test import Client

from tests.cast import Cast


def is_elder(client: Client) -> bool:
    return 'class="elder' in client.get("/help/").content.decode().split("<body", 1)[0]


def test_a_stranger_presses_and_presses_again(client: Client, db: None) -> None:
    assert not is_elder(client)
    assert client.post("/elder/", {"next": "/help/"})["Location"] == "/help/"
    assert is_elder(client)
    client.post("/elder/")
    assert not is_elder(client)


def test_a_person_finds_it_on_their_next_device(cast: Cast, client: Client) -> None:
    client.force_login(cast.ann)
    client.post("/elder/")
    other_device = Client()
    other_device.force_login(type(cast.ann).objects.get(pk=cast.ann.pk))
    assert is_elder(other_device)
    other_device.post("/elder/")
    assert not is_elder(other_device)


def test_the_switch_leads_to_no_foreign_site(client: Client, db: None) -> None:
    assert client.post("/elder/", {"next": "https://evil.example/"})["Location"] == "/"
    assert client.get("/elder/").status_code == 405
