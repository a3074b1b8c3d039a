"""What holds for all tests: nobody's own progress is touched."""

import os
import tempfile

# Set before anything is imported and handed on to every kernel and server that a test starts.
os.environ["WORKSHOP_HOME"] = tempfile.mkdtemp(prefix="workshop-home-")
os.environ["MPLBACKEND"] = "agg"
# Lessons' outputs are compared with those that were kept; see workshop_kit.authoring.execution.
os.environ["WORKSHOP_STILL"] = "1"
