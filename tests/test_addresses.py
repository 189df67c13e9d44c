"""Addresses: one form for pages, drafts, records and rules, as a browser would send it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.pages import read_page
from dialogues.records.address import web_address, why_no_address

PAGE = "https://example.org/a/b/"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://example.org/memorandum-d'entente.pdf", "https://example.org/memorandum-d'entente.pdf"),
        ("https://example.org/a b.pdf", "https://example.org/a%20b.pdf"),
        ("https://example.org/a|b.pdf", "https://example.org/a%7Cb.pdf"),
        ("https://example.org/a[1].pdf", "https://example.org/a%5B1%5D.pdf"),
        ("https://example.org/a?x='1'&y=[2]", "https://example.org/a?x=%271%27&y=%5B2%5D"),
        ("https://example.org/data/Library2\\pdf\\1946.pdf", "https://example.org/data/Library2/pdf/1946.pdf"),
        ("/files/MoU Iceland (final).pdf", "https://example.org/files/MoU%20Iceland%20(final).pdf"),
        ("..\\c.pdf", "https://example.org/a/c.pdf"),
        ("HTTPS://EXAMPLE.org:443/Ä.pdf", "https://example.org/%C3%84.pdf"),
        ("  ./b.pdf\n::error title=x::", "https://example.org/a/b/b.pdf::error%20title=x::"),
        ("b\t.p\r\ndf", "https://example.org/a/b/b.pdf"),
        ("//f.example/x.pdf", "https://f.example/x.pdf"),
        ("https:x.pdf", "https://example.org/a/b/x.pdf"),
        ("?id=3", "https://example.org/a/b/?id=3"),
        ("http://münchen.example/x", "http://xn--mnchen-3ya.example/x"),
        ("https://user:secret@example.org/x", None),
        ("http://[", None),
        ("https://e..org/", None),
        ("javascript:alert(1)", None),
        ("https://example.org/\udcff", None),
        ("x" * 20_001, None),
    ],
)  # fmt: skip
def test_an_address_is_written_as_a_browser_would_send_it(written: str, expected: str | None) -> None:
    assert web_address(written, PAGE) == expected


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://example.org/memorandum-d'entente.pdf", ""),
        ("https://example.org", ""),
        ("https://[::1]/x", ""),
        ("https://example.org/a b.pdf", "an address has no space: write %20"),
        ("https://example.org/a|b.pdf", "an address has no '|': write %7C"),
        ("https://example.org/ü", "an address has no 'ü': write %C3%BC"),
        (r"https://Example.org\a b.pdf", r"an address has no '\\': write https://example.org/a%20b.pdf"),
        (r"https://example.org/a?b=\c", r"an address has no '\\': write %5C"),
        ("https://münchen.example/x", "an address has no 'ü': write %C3%BC"),
        ("https://example.org/a\nb", "an address has no line breaks or tabs: leave them out"),
        ("ftp://example.org/", "an address starts with https:// (or http://) and has no spaces or quotes"),
        ("HTTPS://example.org/", "an address starts with https:// (or http://) and has no spaces or quotes"),
        ("https:///x", "an address names a host (RFC 3986 section 3.2.2), and a port up to 65535, and no user"),
        (
            "https://me@example.org/",
            "an address names a host (RFC 3986 section 3.2.2), and a port up to 65535, and no user",
        ),
    ],
)
def test_a_record_says_why_it_cannot_hold_an_address_and_what_to_write(address: str, message: str) -> None:
    assert why_no_address(address) == message


@given(
    st.text(st.characters(max_codepoint=0x2FF), max_size=40)
    | st.text("abc/:?#[]@!$&'()*+,;=%.\\| \"<>^`{}é\n", max_size=30)
)
def test_what_a_page_gives_a_record_holds_and_nothing_changes_it_again(href: str) -> None:
    for address in (web_address(href, PAGE), web_address(f"https://example.org/{href}")):
        if address is not None:
            assert (why_no_address(address), web_address(address)) == ("", address)


def test_a_base_is_read_as_the_browser_reads_it() -> None:
    for base, expected in {
        "/d/": "https://example.org/d/x.pdf",
        " //f.example\\g/ ": "https://f.example/g/x.pdf",
        "javascript:1": "https://example.org/a/b/x.pdf",
        "": "https://example.org/a/b/x.pdf",
    }.items():
        page = read_page(f'<base href="{base}"><p>Chile PDF <a href="x.pdf">EN</a>', PAGE)
        assert page.entries[0].documents[0].address == expected


def test_without_its_address_a_page_gives_relative_addresses_as_they_are() -> None:
    (entry,) = read_page('<p>Chile PDF <a href="../x y.pdf">EN</a> <a href="https://e.example/a b">ES</a>').entries
    assert [document.address for document in entry.documents] == ["../x y.pdf", "https://e.example/a%20b"]
