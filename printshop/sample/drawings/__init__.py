"""The drawings of the sample newspaper: each module draws one kind of them."""
