"""The languages that cld3 identifies (its README, "Supported Languages"), as BCP 47 language subtags."""

from __future__ import annotations

IDENTIFIABLE = frozenset(
    (  # noqa: SIM905  # a list of a hundred codes reads better as words
        "af am ar be bg bn bs ca ceb co cs cy da de el en eo es et eu fa fi fil fr fy ga gd gl gu ha haw he hi hmn hr"
        " ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no ny pa pl"
        " ps pt ro ru sd si sk sl sm sn so sq sr st su sv sw ta te tg th tr uk ur uz vi xh yi yo zh zu"
    ).split()
)
