"""One letter per recipient: plan, run, resume, manifest, audit."""

from noticegen.batch.audit import check_batch
from noticegen.batch.run import BatchReport, write_batch

__all__ = ["BatchReport", "check_batch", "write_batch"]
