"""The same registry as a typed service: ``uvicorn examples.fastapi_service:app``, and `/docs` shows what it answers.

The models of the answers are the library's records, so that OpenAPI has every key with its meaning, and a client that
is made of it has the types. Dates and languages of a request are the library's types too: what is none is 422.
"""

from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

import dialogues
from dialogues import Date, DialoguesError, LanguageTag, http
from dialogues.records import Agreement, Document
from dialogues.vocabulary import Answer

REGISTRY = dialogues.load()


class Text(BaseModel):
    """A text of a record that has an address of its own."""

    href: str = Field(description="Where it is.")
    language: LanguageTag = Field(description="Its language.")
    role: str = Field(description="Whether it is the text itself, a translation, an annex.")


class Negotiated(BaseModel):
    """An agreement, and the text of it that suits the reader best."""

    record: Agreement = Field(description="The agreement, as its file says it.")
    document: Document | None = Field(description="The text; null where there is none.")
    authentic: Answer | None = Field(description="Whether that text is an authentic one.")
    prevailing: LanguageTag | None = Field(description="The language that decides where authentic texts differ.")
    texts: list[Text] = Field(description="All texts that have an address.")


class Problem(BaseModel):
    """What is wrong (RFC 9457); other keys are the evidence."""

    type: str = Field(description="The kind of problem.", examples=["urn:x-dialogues:problem:unknown-record"])
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What is wrong, and what may have been meant.")


def problems(**meanings: str) -> dict[int | str, dict[str, Any]]:
    content = {http.PROBLEM: {"schema": Problem.model_json_schema()}}
    return {key.strip("_"): {"description": meaning, "content": content} for key, meaning in meanings.items()}


app = FastAPI(title="Agreements", version="1", summary="Agreements in the reader's language.")


def registry() -> dialogues.Registry:
    return REGISTRY


Registry = Annotated[dialogues.Registry, Depends(registry)]


@app.exception_handler(DialoguesError)
@app.exception_handler(HTTPException)
@app.exception_handler(RequestValidationError)
async def refusal(_request: Request, error: Exception) -> Response:
    allow = {}
    match error:
        case RequestValidationError():
            faults = [f"{each['loc'][1]}: {each['msg'].removeprefix('Value error, ')}" for each in error.errors()]
            answer = http.problem(422, "; ".join(faults))
        case HTTPException():
            answer = http.problem(error.status_code)
            allow = {"Allow": "GET, HEAD"} if error.status_code == 405 else {}  # RFC 9110 section 15.5.6 asks for it
        case _:
            answer = http.problem(error if isinstance(error, DialoguesError) else 500)
    return Response(answer.body, answer.status, {**answer.headers, **allow})


GONE = problems(
    _300="The name is one of several.",
    _404="Nothing has this id or name.",
    _406="There is no text in this language, or the reader refuses every one.",
    _410="The record was retired or taken out.",
    _422="A value is none that there can be.",
)
REFUSED = problems(_404="A filter names nothing that there is.", _422="A value is none that a filter can have.")


@app.head("/agreements/{record}", include_in_schema=False)  # FastAPI answers it nowhere by itself
@app.get("/agreements/{record}", response_model=Negotiated, responses=GONE)
async def agreement(
    record: str,
    registry: Registry,
    lang: Annotated[str | None, Query(description="A language that must be there, by any label.")] = None,
    accept_language: Annotated[list[str] | None, Header(description="The languages that the reader wishes.")] = None,
    if_none_match: Annotated[list[str] | None, Header(description="The entity tags that the client has.")] = None,
) -> Response:
    """Give an agreement, and its text that suits the reader best."""
    answer = http.negotiate(registry, record, accept_language, lang, if_none_match=if_none_match)
    return Response(answer.body, answer.status, dict(answer.headers))


@app.head("/agreements", include_in_schema=False)
@app.get("/agreements", responses=REFUSED)
async def agreements(
    registry: Registry,
    kind: Annotated[list[str] | None, Query(description="Any of these kinds: the words of `InstrumentKind`.")] = None,
    status: Annotated[list[str] | None, Query(description="Where it stands: any of these words of `Status`.")] = None,
    partner: Annotated[list[str] | None, Query(description="A partner, by any name.")] = None,
    language: Annotated[LanguageTag | None, Query(description="With a text in this language.")] = None,
    active_on: Annotated[Date | None, Query(description="Known to hold on this day.")] = None,
) -> list[Agreement]:
    """List the agreements that meet all of this, in order of time."""
    words: dict[str, Any] = {"kind": kind, "status": status}  # what is none of them, the library refuses with a hint
    found = registry.agreements.where(**words, partner=partner, language=language, active_on=active_on)
    return list(found.values())
