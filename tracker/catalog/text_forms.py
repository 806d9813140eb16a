"""Spellings that mean the same character: full-width forms to ASCII."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Return `text` with full-width ASCII forms (digits, signs, the ideographic blank) as plain ASCII."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)
