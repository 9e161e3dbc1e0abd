"""Raises its own limits."""
# kind: resources
# control: raises limits
# stopped by: limits are hard
import resource

def attack():
    for name in ("RLIMIT_NOFILE", "RLIMIT_AS", "RLIMIT_NPROC"):
        hard = 1 << 34
        try:
            if name == "RLIMIT_NOFILE":
                hard = 64
            resource.setrlimit(getattr(resource, name), (hard, hard))
            return True
        except (ValueError, OSError):
            pass
