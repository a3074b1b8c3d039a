"""How the small language model is made: its texts, its vocabulary, its training, its scores."""
