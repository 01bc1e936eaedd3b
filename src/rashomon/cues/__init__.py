"""What words of saying, thinking, wanting and denying make of what follows them."""
