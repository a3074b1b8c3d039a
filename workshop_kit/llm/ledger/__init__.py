"""Who used how much: reserved before an answer, settled after it, never over the quota and never lost."""
