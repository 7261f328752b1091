"""The sample newspaper: an invented weekly, ready to be printed."""
