"""``python -m noticegen``: the same as the command ``noticegen``."""

from __future__ import annotations

from noticegen.cli import main

if __name__ == "__main__":
    main()
