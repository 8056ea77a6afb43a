"""How long hypothesis looks: little in every run, and as long as one likes with ``--hypothesis-profile thorough``."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SLOW_BUT_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=SLOW_BUT_FINE)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=SLOW_BUT_FINE)
settings.load_profile("quick")
