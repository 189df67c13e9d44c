"""What a type checker must refuse: each line is an error, and one that is none any more is told of."""

from __future__ import annotations

import dialogues

registry = dialogues.load()

registry.agreements.get("china-2006").title  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
registry.agreements["china-2006"].tilte  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
registry.get("x").nothing  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
registry.agreements.where(kind="memorandum")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
registry.agreements.where(status="alive")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
registry.events.where(kind="declaration")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
registry.people.where(kind="speaker")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
registry.agreements.where(colour="red")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
registry.agreements = registry.agreements  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
dialogues.laod()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
dialogues.read("data").reg  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
registry.choose("china-2006", 7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
