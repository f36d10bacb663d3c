"""QTI 3.0, a package with a test."""

from __future__ import annotations

from gradiente.quizzes.exports.plan import Plan
from gradiente.quizzes.exports.qti import Version, differs, losses, package

__all__ = ["VERSION", "differs", "losses", "write"]

VERSION = Version(
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    package="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    schema_version="3.0.0",
    test_type="imsqti_test_xmlv3p0",
    item_type="imsqti_item_xmlv3p0",
    hyphens=True,
)


def write(plan: Plan) -> bytes:
    """Write the package."""
    return package(plan, VERSION)
