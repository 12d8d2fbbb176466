"""Order 1: the demo's communities. Order 50: two years of their notices, and some that wait for review."""

from cms.demo.communities import build_communities
from cms.demo.history import build_notices

__all__ = ["build_communities", "build_notices", "builds"]

builds = [(1, build_communities), (50, build_notices)]
