"""Vietnamese phone numbers: read in any shape, stored as E.164, shown as people say them."""

from functools import lru_cache
from typing import Annotated

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType
from pydantic import AfterValidator, StringConstraints

COUNTRY_CODE = 84
CALLABLE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


@lru_cache(maxsize=4096)
def normalise(text: str) -> str | None:
    """Return the number as E.164, or None if nobody in Vietnam can be reached by it."""
    try:
        number = phonenumbers.parse(text, "VN")
    except NumberParseException:
        return None
    usable = number.country_code == COUNTRY_CODE and phonenumbers.number_type(number) in CALLABLE
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if usable else None


def show(phone: str | None) -> str:
    """Return the number with a leading 0 and gaps, ready to be read aloud."""
    if not phone:
        return ""
    try:
        number = phonenumbers.parse(phone, "VN")
    except NumberParseException:
        return phone
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)


def last4(phone: str | None) -> str | None:
    """Return what a person must know to follow a request by its code."""
    return phone[-4:] if phone else None


def _checked(text: str) -> str:
    number = normalise(text)
    if number is None:
        raise ValueError("not a phone number of Vietnam")
    return number


Phone = Annotated[str, StringConstraints(max_length=30), AfterValidator(_checked)]
"""A phone number in a command: any shape comes in, E.164 is kept."""
