"""Writes schedules.jsonl: schedules with their deliveries by python-dateutil, one per line. schedules.test.ts reads them.

    python3 src/features/schedule/schedules.py > src/features/schedule/schedules.jsonl

With a count and a seed it writes that many random schedules instead, for manual tests:

    python3 src/features/schedule/schedules.py 20000 7 > /tmp/more.jsonl

Needs python3-dateutil (2.8 or newer) and a time zone database. Builds rules as PostHog does, see posthog-api.md#i7-schedule-algorithm:
dateutil's rrule from start_date in UTC, bysetpos only with byweekday and, on the newest servers, only for monthly schedules; the next
delivery is the first one more than 15 minutes after now. "anchor" is the zone that schedules follow on servers with daylight saving:
the rule runs in local time, and each delivery is converted to UTC.
"""

import itertools
import json
import random
import sys
import warnings
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

warnings.simplefilter("ignore")

FREQUENCIES = {"daily": DAILY, "weekly": WEEKLY, "monthly": MONTHLY, "yearly": YEARLY}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAY_NUMBERS = {name: weekday(number) for number, name in enumerate(WEEKDAYS)}
LISTED = 8  # deliveries from the start
WINDOWS = {"daily": 31, "weekly": 45, "monthly": 70, "yearly": 150}  # in days
LEAD = timedelta(minutes=15)
MAX_SCANNED = 4000  # so that a schedule far from its start takes no minutes


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def iso(when):
    return None if when is None else when.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def rule_of(schedule):
    """Deliveries in UTC."""
    frequency, days = schedule["frequency"], schedule["byweekday"]
    takes_position = days and (schedule["positions"] == "any" or frequency == "monthly")
    start, until, zone = schedule["start"], schedule["until"], None
    if schedule["anchor"]:
        zone = ZoneInfo(schedule["anchor"])
        start = start.astimezone(zone).replace(tzinfo=None)
        until = until and until.astimezone(zone).replace(tzinfo=None)
    rule = rrule(
        freq=FREQUENCIES[frequency],
        interval=schedule["interval"],
        dtstart=start,
        until=until,
        count=schedule["count"],
        byweekday={WEEKDAY_NUMBERS[day] for day in days} if days else None,
        bysetpos=schedule["bysetpos"] if takes_position else None,
    )
    return (when if zone is None else when.replace(tzinfo=zone).astimezone(timezone.utc) for when in rule)


def results(schedule, now, window):
    """Expected results: the first deliveries, the next ones at `now`, and all within `window`."""
    start, end = window
    first, following, within, total = [], [], [], None
    for number, when in enumerate(rule_of(schedule)):
        if number < LISTED:
            first.append(when)
        if when > now + LEAD and len(following) < 3:
            following.append(when)
        if start <= when < end:
            within.append(when)
        if number >= LISTED and len(following) == 3 and when >= end:
            break
        if number > MAX_SCANNED:
            return None
    else:
        total = number + 1 if first else 0
    return {
        "first": [iso(when) for when in first],
        "now": iso(now),
        "next": [iso(when) for when in following],
        "window": [iso(start), iso(end)],
        "within": [iso(when) for when in within],
        "total": total,
    }


def schedule_of(frequency, start, interval=1, byweekday=None, bysetpos=None, count=None, until=None, positions="any", anchor=None):
    return {
        "frequency": frequency,
        "interval": interval,
        "byweekday": byweekday,
        "bysetpos": bysetpos,
        "count": count,
        "start": start,
        "until": until,
        "positions": positions,
        "anchor": anchor,
    }


WEEK = WEEKDAYS[:5]
SETS = [["monday"], ["friday"], ["sunday"], ["tuesday", "thursday"], WEEK, ["saturday", "sunday"], WEEKDAYS]


def fixed_schedules():
    """Hand-picked schedules with edge cases."""
    nine = utc(2024, 1, 1, 9)
    for frequency, interval in itertools.product(FREQUENCIES, [1, 2, 3, 7, 12, 60]):
        yield schedule_of(frequency, nine, interval)
    for frequency, days in itertools.product(FREQUENCIES, SETS):
        yield schedule_of(frequency, utc(2024, 2, 28, 23, 30), byweekday=days)
    # Months and years that lack the day.
    for day, interval in itertools.product([29, 30, 31], [1, 2, 5, 12, 13]):
        yield schedule_of("monthly", utc(2023, 1, day, 6, 15), interval)
    for interval in [1, 2, 3, 4, 5, 8, 100]:
        yield schedule_of("yearly", utc(2024, 2, 29, 12), interval)
        yield schedule_of("monthly", utc(2096, 2, 29, 12), 12 * interval)
    yield schedule_of("yearly", utc(2023, 12, 31, 23, 59, 59), 2)
    # Positions within months and years, from both ends, also beyond the number of days.
    for position, days in itertools.product([1, 2, 3, 4, 5, -1, -2, -5], SETS):
        yield schedule_of("monthly", utc(2024, 5, 17, 8), byweekday=days, bysetpos=position)
    for position, interval in itertools.product([6, 15, 23, -23, 31, -31, 32, 366], [1, 2]):
        yield schedule_of("monthly", utc(2024, 1, 17, 8), interval, WEEKDAYS, position)
        yield schedule_of("monthly", utc(2024, 1, 17, 8), interval, WEEK, position)
    for position, days in itertools.product([1, 53, -1, -52, 100, 260, 366, -366], [["monday"], WEEK, WEEKDAYS]):
        yield schedule_of("yearly", utc(2024, 3, 5, 7), byweekday=days, bysetpos=position)
    # Weeks: the first one counts from the start date only.
    for position, days, start in itertools.product([1, 2, -1, -2, 5], [["monday", "friday"], WEEK, WEEKDAYS], [1, 3, 7]):
        yield schedule_of("weekly", utc(2024, 1, start, 8), 2, days, position)
    for position in [1, -1, 2]:
        yield schedule_of("daily", utc(2024, 1, 3, 8), 2, WEEK, position)
    # Positions on the newest servers.
    for frequency, days in itertools.product(FREQUENCIES, SETS):
        yield schedule_of(frequency, utc(2024, 4, 10, 5, 5), byweekday=days, bysetpos=-1, positions="monthly")
    # Every few days on some weekdays: multiples of seven reach one weekday only, or none.
    for interval, days in itertools.product([2, 3, 6, 7, 8, 14, 21, 30, 60], [["wednesday"], ["thursday"], WEEK]):
        yield schedule_of("daily", utc(2024, 1, 3, 8), interval, days)
    # Ends by count, by date, exactly at a delivery, before the start.
    for frequency, count in itertools.product(FREQUENCIES, [0, 1, 2, 10]):
        yield schedule_of(frequency, utc(2025, 12, 31, 9), count=count)
    for frequency, count, days in itertools.product(FREQUENCIES, [3, 25], SETS[3:5]):
        yield schedule_of(frequency, utc(2025, 11, 26, 9), 2, days, count=count)
    for count, position in itertools.product([4, 30], [1, -1, 5]):
        yield schedule_of("monthly", utc(2025, 1, 31, 9), byweekday=["friday"], bysetpos=position, count=count)
        yield schedule_of("weekly", utc(2025, 1, 31, 9), byweekday=WEEK, bysetpos=min(position, 3), count=count)
    for frequency in FREQUENCIES:
        start = utc(2024, 1, 31, 9)
        yield schedule_of(frequency, start, until=utc(2026, 1, 31, 9))
        yield schedule_of(frequency, start, until=utc(2026, 1, 31, 8, 59, 59))
        yield schedule_of(frequency, start, until=start)
        yield schedule_of(frequency, start, until=utc(2024, 1, 30))
        yield schedule_of(frequency, start, 2, count=40, until=utc(2026, 6, 30, 12))
        yield schedule_of(frequency, start, 2, count=2, until=utc(2026, 6, 30, 12))
    # Far away in both directions; fractions of a second, which the start drops and the end keeps.
    yield schedule_of("daily", utc(2016, 2, 29, 9))
    yield schedule_of("weekly", utc(1970, 1, 1), 2, ["monday", "sunday"])
    yield schedule_of("monthly", utc(1899, 12, 31, 23, 59))
    yield schedule_of("monthly", utc(1, 1, 31), 5)
    yield schedule_of("yearly", utc(1600, 2, 29, 1))
    yield schedule_of("yearly", utc(9990, 2, 28, 1))
    yield schedule_of("monthly", utc(9999, 1, 31, 1))
    yield schedule_of("daily", utc(9999, 6, 1, 1), 4)
    yield schedule_of("weekly", utc(9999, 2, 1, 1), 10)
    yield schedule_of("yearly", utc(2024, 1, 1), 9000)
    yield schedule_of("monthly", utc(2024, 1, 1), 2_000_000_000)
    yield schedule_of("weekly", utc(2024, 1, 1), 600_000)
    yield schedule_of("daily", utc(2024, 1, 1), 3_000_000)
    yield schedule_of("daily", utc(2025, 12, 1, 9, 0, 0, 999_000), until=utc(2026, 1, 20, 9, 0, 0, 0))
    yield schedule_of("daily", utc(2025, 12, 1, 9, 0, 30), until=utc(2026, 1, 20, 9, 0, 29, 999_000))
    # Schedules that follow a zone: hours that shift, occur twice or are skipped, and days that differ from UTC.
    zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca"]
    for zone, (frequency, days) in itertools.product(zones, [("daily", None), ("weekly", ["monday", "friday"]), ("monthly", WEEK)]):
        position = -1 if frequency == "monthly" else None
        yield schedule_of(frequency, utc(2025, 7, 27, 23, 30), 1, days, position, anchor=zone)
    for zone, start in [
        ("Europe/Berlin", utc(2025, 10, 20, 0, 30)),
        ("Europe/Berlin", utc(2026, 3, 20, 1, 30)),
        ("America/New_York", utc(2025, 10, 28, 5, 30)),
        ("America/New_York", utc(2026, 3, 1, 7, 30)),
        ("Australia/Lord_Howe", utc(2026, 3, 30, 15, 15)),
    ]:
        yield schedule_of("daily", start, anchor=zone)
        yield schedule_of("daily", start, count=12, anchor=zone)
        yield schedule_of("daily", start, until=utc(2026, 4, 6, 15), anchor=zone)


def random_schedules(number, seed):
    """Random schedules."""
    dice = random.Random(seed)
    for _ in range(number):
        frequency = dice.choice(list(FREQUENCIES))
        days = dice.choice([None, dice.sample(WEEKDAYS, dice.randint(1, 7))])
        max_position = {"daily": 2, "weekly": 8, "monthly": 33, "yearly": 366}[frequency]
        position = dice.choice([None, dice.choice([1, -1]) * dice.randint(1, dice.choice([5, max_position]))])
        start = utc(dice.choice([2026, 2025, 2024, dice.randint(1900, 2100)]), 1, 1) + timedelta(
            days=dice.randint(0, 365), seconds=dice.randint(0, 86_399)
        )
        yield schedule_of(
            frequency,
            start,
            dice.choice([1, 1, 2, dice.randint(1, 60)]),
            days,
            position,
            dice.choice([None, None, dice.randint(0, 12), dice.randint(0, 200)]),
            dice.choice([None, None, start + timedelta(days=dice.randint(-10, 2000), seconds=dice.randint(0, 86_399))]),
            dice.choice(["any", "monthly"]),
            dice.choice([None, None, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
        )


def main():
    arguments = [int(one) for one in sys.argv[1:]]
    dice = random.Random(2026)
    for schedule in random_schedules(*arguments) if arguments else fixed_schedules():
        later = timedelta(minutes=dice.randint(-20, 60_000))
        sooner = timedelta(days=dice.randint(0, 40))
        try:
            now = max(utc(2026, 1, 15, 12), schedule["start"]) + later
            begin = now.replace(hour=0, minute=0, second=0) - sooner
            found = results(schedule, now, (begin, begin + timedelta(days=WINDOWS[schedule["frequency"]])))
        except OverflowError:
            continue  # Python's calendar ends with year 9999
        if found:
            print(json.dumps({**schedule, "start": iso(schedule["start"]), "until": iso(schedule["until"]), **found}))


main()
