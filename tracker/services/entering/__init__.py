"""A month in the form: what stands there, saving it, reading and writing figures."""
