"""How grades look: JSON, terminal, HTML for learners and the class at a glance."""
