"""Links of a contact: what a telephone would dial, and to whom a program would write."""

from __future__ import annotations

import pytest

from generator.content.contact_links import by_email, by_telephone


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("020 7946 0000", "tel:02079460000"),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("+44 (0)20 7946 0000", "tel:+442079460000"),
        ("+44(0)20 7946 0000", "tel:+442079460000"),
        ("+39 (0)6 1234 5678", "tel:+390612345678"),
        ("(020) 7946-0000", "tel:02079460000"),
        ("01.23.45.67.89", "tel:0123456789"),
        ("030/12345-67", "tel:0301234567"),
        ("020 7946 0000 ext. 12", "tel:02079460000;ext=12"),
        ("+44 (0)20 7946 0000, extension 1234", "tel:+442079460000;ext=1234"),
        ("020 7946 0000 x12", "tel:02079460000;ext=12"),
        ("029 2034 0000 est. 7", "tel:02920340000;ext=7"),
        ("101", "tel:101"),
    ],
)
def test_a_number_is_dialled(written: str, link: str) -> None:
    assert by_telephone(written) == link


@pytest.mark.parametrize(
    "written",
    [
        "Minicom only",
        "020 7946 0000 or 020 7946 0001",
        "020 7946 0000/1",
        "020 7946 0000 / 020 7946 0001",
        "020 7946 0000 (Monday to Friday)",
        "0800 COUNCIL",
        "020 7946 0000 ext. 12 or 13",
        "ext. 12",
        "٠٢٠ ٧٩٤٦",
        "18001 020 7946 0000 then 1",
        "+",
        "12",
    ],
)
def test_what_is_no_single_number_stays_words(written: str) -> None:
    assert by_telephone(written) is None


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("roads@example.org", "mailto:roads@example.org"),
        ("first.last+roads@example.org", "mailto:first.last+roads@example.org"),
        ("a?b%41@example.org", "mailto:a%3Fb%2541@example.org"),
        ("a&subject=b@example.org", "mailto:a%26subject%3Db@example.org"),
        ("josé@example.org", "mailto:josé@example.org"),
    ],
)
def test_an_address_of_mail_is_encoded(address: str, link: str) -> None:
    assert by_email(address) == link
