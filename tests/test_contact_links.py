"""Links of a contact: what a telephone would dial, and to whom a program would write."""

from __future__ import annotations

import pytest

from generator.document.contact_links import by_email, by_telephone, links_in


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


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("Telephone: 020 7946 0000", "tel:02079460000"),
        ("Press office 020 7946 0000, day and night", "tel:02079460000"),
        ("Tel. +44 (0)20 7946 0000 ext. 12", "tel:+442079460000;ext=12"),
        ("Call 101 or 020 7946 0001", "tel:101 tel:02079460001"),
        ("Textphone number: 0800 55 5111", "tel:0800555111"),
        ("Text 60066", "tel:60066"),
        ("NHS helpline: 0300 123 4567", "tel:03001234567"),
        ("In case of flooding: 0345 988 1188", "tel:03459881188"),
        ("In case of fire call 0117 496 0000", "tel:01174960000"),
        ("Order line: 0117 496 0001", "tel:01174960001"),
        ("Order by telephone: 0117 496 0003", "tel:01174960003"),
        ("Company switchboard: 0117 496 0004", "tel:01174960004"),
        ("Reference library: 0117 496 0007", "tel:01174960007"),
        ("(0300 123 4567)", "tel:03001234567"),
        ("(202) 555-0100", "tel:2025550100"),
        ("Accueil : 01.23.45.67.89", "tel:0123456789"),
        ("Zentrale 0711/216-0000", "tel:07112160000"),
        ("Ffôn: 101", "tel:101"),
        ("E-mail press.office@example.org, please", "mailto:press.office@example.org"),
        ("Jo <jo@example.org>", "mailto:jo@example.org"),
        ("www.example.org", "https://www.example.org/"),
        ("See https://example.org/press.", "https://example.org/press"),
        ("http://example.org", "http://example.org/"),
        ("(www.example.org/a_(b))", "https://www.example.org/a_(b)"),
        ("jo@example.org or 020 7946 0000", "mailto:jo@example.org tel:02079460000"),
    ],
)
def test_numbers_and_addresses_in_a_line_are_links(line: str, links: str) -> None:
    assert " ".join(each.target for each in links_in(line, "Telephone: ")) == links


@pytest.mark.parametrize(
    "line",
    [
        "12 High Street",
        "70173 Stuttgart",
        "Monday to Friday, 09.00 to 17.00",
        "Open 09.00 - 17.00",
        "Since 03.05.2026",
        "03-05-2026 10-30",
        "01/05/2026",
        "Company number 01234567",
        "Company number: 012 345 678 901",
        "Charity 1234567",
        "Fax: 020 7946 0000",
        "Tel/Fax: 020 7946 0000",
        "Account 0123 4567 8901",
        "Sort code 01-02-03",
        "DE89 3704 0044 0532 0130 00",
        "GB29 NWBK 0160 1331 9268 19",
        "Telephone lines open 0900 to 1700",
        "Telephone: 0300 123 4567x",
        "Telephone: 12",
        "Reference A0123 456 789",
        "NHS number 012 345 6789",
        "UTR 01234 56789",
        "Company registered in England: 0123 4567890",
        "ISBN 0 306 40615 2",
        "Order no. 0117 496 0005",
        "Case reference: 0117 496 0006",
        "Registered charity number 0117 496 0008",
        "Fax of the office: 0117 496 0009",
        "https://",
        "@example.org",
        "jo@localhost",
    ],
)
def test_what_may_be_something_else_stays_words(line: str) -> None:
    assert not [*links_in(line, "Telephone: ")]


def test_the_word_of_our_catalogue_names_a_number() -> None:
    assert [each.words for each in links_in("Пошта і телефон: 101", "Телефон: ")] == ["101"]


def test_a_website_is_called_by_its_address_without_its_scheme() -> None:
    (link,) = links_in("Web: https://example.org/", "Telephone: ")
    assert (link.words, link.start, link.end) == ("example.org", 5, 25)
