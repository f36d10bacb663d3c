"""QTI 2.1, a package with a test."""

from __future__ import annotations

from gradiente.quizzes.exports.plan import Plan
from gradiente.quizzes.exports.qti import Version, differs, losses, package

__all__ = ["VERSION", "differs", "losses", "write"]

VERSION = Version(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    package="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.1 Package",
    schema_version="1.0.0",
    test_type="imsqti_test_xmlv2p1",
    item_type="imsqti_item_xmlv2p1",
    hyphens=False,
)


def write(plan: Plan) -> bytes:
    """Write the package."""
    return package(plan, VERSION)
