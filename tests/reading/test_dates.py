from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tocsin.reading.dates import parse_iso

DAY = date(2021, 3, 9)


@pytest.mark.parametrize(
    ("value", "day", "moment"),
    [
        ("2021-03-09", DAY, None),
        (" 2021-03-09 ", DAY, None),
        ("2021-03-09T14:39:00", DAY, None),
        ("2021-03-09T14:39:00Z", DAY, datetime(2021, 3, 9, 14, 39, tzinfo=UTC)),
        ("2021-03-09T14:39:00.123Z", DAY, datetime(2021, 3, 9, 14, 39, 0, 123000, tzinfo=UTC)),
        ("2021-03-09 14:39:00 +0300", DAY, datetime(2021, 3, 9, 14, 39, tzinfo=timezone(timedelta(hours=3)))),
        ("2021-03-09T23:30-05:00", DAY, datetime(2021, 3, 9, 23, 30, tzinfo=timezone(timedelta(hours=-5)))),
        ("2021-03-09 14:39 EEST", DAY, None),
        ("2021-3-9", None, None),
        ("2021-02-30", None, None),
        ("2021-W10-2", None, None),
        ("0001-01-01", None, None),
        ("2021-03-09 to 2021-03-11", None, None),
        ("yesterday", None, None),
        ("", None, None),
        (None, None, None),
        (20210309, None, None),
    ],
)
def test_only_iso_dates_are_dates(value: object, day: date | None, moment: datetime | None) -> None:
    assert parse_iso(value) == (day, moment)
