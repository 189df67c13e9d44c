"""E5: addresses, in the form that browsers send."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.findings import Replace
from dialogues.records import Document, Source
from dialogues.records.address import web_address

_NO_ADDRESS = NotApplicable("the document has no address")


@rule("E516", "warning", Document | Source, fixable=True)
def address_written_otherwise(value: Document | Source, _context: Context) -> Iterator[Outcome]:
    """An address is not written as a browser would send it.

    ## Why is this bad?
    It is the same address in other letters: what compares them, a page with a record say, takes it for another one.

    ## Example
    ```yaml
    ==> sources/page.yaml
    address: https://Example.org:443/a/../mexico
    ```

    ## Use instead
    ```yaml
    ==> sources/page.yaml
    address: https://example.org/mexico
    ```
    """
    key = "href" if isinstance(value, Document) else "address"
    address: str | None = getattr(value, key)
    if address is None:
        yield _NO_ADDRESS
        return
    written = web_address(address)
    # A host alone is the same with and without its slash (RFC 3986, section 6.2.3).
    if written is not None and written.rstrip("/") != address.rstrip("/"):
        yield Problem(f"a browser would send {written}", (key,), f"write {written}", (Replace((key,), written),))


RULES = (address_written_otherwise,)
