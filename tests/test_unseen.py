"""What nobody sees in a text is written out, and what other scripts need is left alone."""

from __future__ import annotations

import pytest

from mvdt.output._terminal import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("An\xadn", "An\\xadn"),
        ("Ann\u3164", "Ann\\u3164"),
        ("Ann\uffa0\u034f", "Ann\\uffa0\\u034f"),
        ("An\u200dn", "An\\u200dn"),
        ("Zo\u00eb\u200c", "Zo\u00eb\\u200c"),
        ("\u200d7", "\\u200d7"),
        # A Persian name, an Indian one, and a picture of three.
        ("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    ],
)
def test_what_hides_in_a_name_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown
