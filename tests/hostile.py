"""A roster whose every text tries something, in a file whose name does too: for the formats that others render."""

from __future__ import annotations

from typing import Final

import yaml

PATH: Final = "odd, 100%25: [1] ##[error]x ::error::y `z` | <b>@octocat #12.yaml"

TEAM: Final = "Ward | `tablets` <script>alert(1)</script> @octocat #123"

NAMES: Final = [
    "<img src=x onerror=alert(1)> Ann",
    "[Bo](javascript:alert(1))",
    "@octocat/team Cy",
    "octo/repo#123 GH-45 !6 Di",
    "::error file=x::Ed ##[error]Ed",
    "100% %0A%25 Fay",
    "- 1. **Gus** _Gus_ ~~Gus~~",
    "https://evil.example www.evil.example Hal",
    "Ivy\n::error::Ivy\r\nIvy",
    "\x1b[31mJan\x07\u202eJan",
    "Kim :tada: $x$ $`y`$ &lt;b&gt; \\| kim@evil.example",
    "![Lu](https://evil.example/x.png) Łucja 李",
    "<!-- Max --> </details> ``` Max",
]

ROLES: Final = [
    "product-manager", "delivery-manager", "interaction-designer", "user-researcher", "lead-developer",
    "lead-clinician", "performance-analyst", "content-designer", "developer", "developer", "developer",
    "service-designer", "developer",
]  # fmt: skip

ROSTER: Final = yaml.safe_dump(
    {
        "team": TEAM,
        "phase": "beta",
        "led_by": NAMES[5],
        "sponsor": "@octocat",
        "members": [
            {"name": name, "role": role, "fte": 0.5, "employment": "contractor"}
            for name, role in zip(NAMES, ROLES, strict=True)
        ]
        + [
            {"name": "Zed 0123456789abcdef0123456789abcdef01234567", "role": "`x` <script>@octocat</script>"},
            {"name": "Zoe", "role": "a`b @octocat #1 ::error::x"},
        ],
        "available": [{"role": "clinical-safety-officer", "by": "@octocat | <b>them</b> #9"}],
        "exceptions": [
            {"rule": "team-size", "reason": "@octocat <script>x</script>", "agreed_by": "[x](http://y.example)"}
        ],
    },
    allow_unicode=True,
    sort_keys=False,
)
