"""What answers: the simulator, recorded answers, and live models, all behind one small interface."""
