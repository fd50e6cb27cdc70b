"""Settings that all tests share."""

import os

from hypothesis import HealthCheck, settings

# No test is timed: a slow machine is no failure. In CI the examples are the same in every run, so
# that a failure there is the change's; elsewhere they are drawn anew.
settings.register_profile("sayso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("sayso"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "sayso")
