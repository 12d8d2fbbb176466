"""What holds for notices whoever asks: working time, validity, the plain text that a committee writes."""
