import time

import httpcore
import pytest

from tocsin.reading.network import Deadline, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3",  # noqa: S104 -- an address to refuse, not to bind
        "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fec0::1",
    ],
)  # fmt: skip
def test_no_address_of_a_private_or_reserved_network_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_deadline_passes() -> None:
    assert Deadline(60).left(5) == 5
    assert 50 < Deadline(60).left() <= 60
    past = Deadline(0)
    time.sleep(0.001)
    with pytest.raises(httpcore.ReadTimeout):
        past.left()
