"""From ``lesson.py`` to the notebooks that learners and trainers open."""
