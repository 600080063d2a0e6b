"""Write the OpenAPI document to its snapshot in the tests; with `--check`, compare it with the snapshot."""

import json
import sys
from pathlib import Path

from recruit.entrypoints.http.app import describe

SNAPSHOT = Path(__file__).parents[1] / "tests" / "http" / "openapi.json"


def document() -> str:
    """Return the document in the format of the snapshot."""
    return json.dumps(describe(), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Run the command."""
    if "--check" not in sys.argv[1:]:
        SNAPSHOT.write_text(document(), "utf-8")
    elif SNAPSHOT.read_text("utf-8") != document():
        sys.exit("The OpenAPI document has changed: look at it, then run `make openapi` and commit the copy.")


if __name__ == "__main__":
    main()
